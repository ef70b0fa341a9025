package io.lanewise.samples.lessons.gradients;

import static io.lanewise.annotations.LossFunction.VALUE;
import static io.lanewise.annotations.Reduction.SUM;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Multiply;
import io.lanewise.annotations.layers.Softmax;
import io.lanewise.samples.lessons.Page;

/**
 * The gradient of softmax, ∂sᵢ/∂zⱼ = sᵢ·(δᵢⱼ − sⱼ). The network picks one sᵢ as what is minimised, so the gradient of its input z
 * is row i of the matrix; a batch of as many examples as there are classes gives all rows at once.
 */
public final class SoftmaxGradient {
    static final float[] Z = {2, 1, -1, 0.5f};

    private static final int CLASSES = Z.length;

    private SoftmaxGradient() {}

    /** One element of softmax(z): the one where {@code pick} is 1. */
    @Model("PickedSoftmax")
    interface Picked {
        @Input(shape = 4)
        Tensor z();

        @Input(shape = 4)
        Tensor pick();

        @Softmax
        @Output
        Tensor s(Tensor z);

        @Multiply
        @Loss(value = VALUE, reduction = SUM)
        Tensor picked(Tensor s, Tensor pick);
    }

    /** ∂sᵢ/∂zⱼ by the compiled network, row i after row i. */
    static float[] compiled() {
        float[] z = new float[CLASSES * CLASSES];
        float[] pick = new float[CLASSES * CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            System.arraycopy(Z, 0, z, i * CLASSES, CLASSES);
            pick[i * CLASSES + i] = 1;
        }
        return PickedSoftmax.create(0).gradients(z, pick, CLASSES).ofInput("z");
    }

    /** sᵢ = exp(zᵢ) / Σⱼ exp(zⱼ). */
    static double[] softmax() {
        double sum = 0;
        for (float z : Z) {
            sum += Math.exp(z);
        }
        double[] s = new double[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            s[i] = Math.exp(Z[i]) / sum;
        }
        return s;
    }

    /** sᵢ·(δᵢⱼ − sⱼ), row i after row i. */
    static double[] formula() {
        double[] s = softmax();
        double[] matrix = new double[CLASSES * CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            for (int j = 0; j < CLASSES; j++) {
                matrix[i * CLASSES + j] = s[i] * ((i == j ? 1 : 0) - s[j]);
            }
        }
        return matrix;
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        double[] s = softmax();
        page.say("z = (2, 1, −1, 0.5), s = softmax(z) = (%.4f, %.4f, %.4f, %.4f)%n", s[0], s[1], s[2], s[3]);
        float[] compiled = compiled();
        double[] formula = formula();
        page.say("%-36s   %s", "sᵢ·(δᵢⱼ − sⱼ) by hand", "compiled");
        for (int i = 0; i < CLASSES; i++) {
            int at = i * CLASSES;
            page.say(
                    "%8.5f %8.5f %8.5f %8.5f    %8.5f %8.5f %8.5f %8.5f",
                    formula[at],
                    formula[at + 1],
                    formula[at + 2],
                    formula[at + 3],
                    compiled[at],
                    compiled[at + 1],
                    compiled[at + 2],
                    compiled[at + 3]);
        }
        page.say("%nEach row adds up to 0, for the s always add up to 1; and the matrix is symmetric.");
    }
}

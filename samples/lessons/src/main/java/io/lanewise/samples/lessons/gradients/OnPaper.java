package io.lanewise.samples.lessons.gradients;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.Gradients;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.Step;
import java.util.List;

/**
 * The network ŷ = 40·σ(z_A) − 10·σ(z_B) − 15.2 with z_A = x₁ − 0.2·x₂ + 5 and z_B = 10·x₁ − 2·x₂ − 12, at x = (−2, 5) and
 * y = 15, with L = (y − ŷ)². Here z_A = 2 and z_B = −42, so ŷ ≈ 20 and ∂L/∂b_C ≈ 10: neuron A carries the gradient, and neuron
 * B, which is off, gets none to speak of.
 */
public final class OnPaper {
    private static final float[] X = {-2, 5};
    private static final float Y = 15;
    /** w_A and b_A, w_B and b_B, w_C and b_C. */
    private static final float[] A = {1, -0.2f, 5};

    private static final float[] B = {10, -2, -12};
    private static final float[] C = {40, -10, -15.2f};

    private OnPaper() {}

    /** Neurons A and B, then C. */
    @Model("PaperNet")
    interface Net {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 2, activation = SIGMOID)
        Tensor ab(Tensor x);

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor ab);
    }

    static PaperNet net() {
        PaperNet net = PaperNet.create(0);
        net.parameters().set("ab.weight", new float[] {A[0], A[1], B[0], B[1]});
        net.parameters().set("ab.bias", new float[] {A[2], B[2]});
        net.parameters().set("y.weight", new float[] {C[0], C[1]});
        net.parameters().set("y.bias", new float[] {C[2]});
        return net;
    }

    /** The computation, forward and backward. */
    static List<Step> steps() {
        PaperNet net = net();
        Gradients compiled = net.gradients(X, new float[] {Y}, 1);
        float[] dAb = compiled.of("ab.weight");

        double a = sigmoid(2);
        double b = sigmoid(-42);
        double prediction = 40 * a - 10 * b - 15.2;
        double dC = -2 * (Y - prediction);
        double dA = dC * 40 * a * (1 - a);
        double dB = dC * -10 * b * (1 - b);
        return List.of(
                new Step("ŷ", "40·σ(2) − 10·σ(−42) − 15.2", prediction, net.predict(X)[0]),
                new Step("L", "(y − ŷ)²", (Y - prediction) * (Y - prediction), compiled.loss()),
                new Step("∂L/∂b_C", "−2·(y − ŷ)", dC, compiled.of("y.bias")[0]),
                new Step("∂L/∂w_CA", "∂L/∂b_C · σ(z_A)", dC * a, compiled.of("y.weight")[0]),
                new Step("∂L/∂w_CB", "∂L/∂b_C · σ(z_B)", dC * b, compiled.of("y.weight")[1]),
                new Step("∂L/∂b_A", "∂L/∂b_C · 40 · σ(z_A)·(1 − σ(z_A))", dA, compiled.of("ab.bias")[0]),
                new Step("∂L/∂w_A1", "∂L/∂b_A · x₁", dA * X[0], dAb[0]),
                new Step("∂L/∂w_A2", "∂L/∂b_A · x₂", dA * X[1], dAb[1]),
                new Step("∂L/∂b_B", "∂L/∂b_C · −10 · σ(z_B)·(1 − σ(z_B))", dB, compiled.of("ab.bias")[1]),
                new Step("∂L/∂w_B1", "∂L/∂b_B · x₁", dB * X[0], dAb[2]),
                new Step("∂L/∂w_B2", "∂L/∂b_B · x₂", dB * X[1], dAb[3]),
                new Step("∂L/∂x₁", "∂L/∂b_A · 1 + ∂L/∂b_B · 10", dA + 10 * dB, compiled.ofInput("x")[0]),
                new Step("∂L/∂x₂", "∂L/∂b_A · −0.2 + ∂L/∂b_B · −2", -0.2 * dA - 2 * dB, compiled.ofInput("x")[1]));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        page.say("x = (−2, 5), y = 15");
        page.say("z_A = 1·(−2) − 0.2·5 + 5 = 2");
        page.say("z_B = 10·(−2) − 2·5 − 12 = −42%n");
        page.steps(steps());
        page.say(
                "%nOn paper: ŷ ≈ 20 and ∂L/∂b_C ≈ 2·(20 − 15) = 10. Neuron B says 0, and learns nothing from this example.");
    }
}

package io.lanewise.samples.lessons.gradients;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.Gradients;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Backpropagation by hand: two inputs, hidden neurons h₁ and h₂ with sigmoids, an output ŷ = σ(v·h + c) and the cross-entropy
 * L = −y·log ŷ − (1 − y)·log(1 − ŷ). It begins with ∂L/∂z = ŷ − y, which reaches hidden neuron j as (ŷ − y)·vⱼ·hⱼ·(1 − hⱼ).
 */
public final class TwoHiddenNeurons {
    private static final String[] DIGIT = {"₁", "₂"};
    private static final float[] X = {1, -2};
    /** Row j holds the weights of hidden neuron j. */
    private static final float[][] W = {{0.5f, -0.25f}, {-0.75f, 0.125f}};

    private static final float[] B = {0.25f, -0.5f};
    private static final float[] V = {1.5f, -2};
    private static final float C = 0.5f;
    private static final float Y = 0;

    private TwoHiddenNeurons() {}

    /** ŷ = σ(v·h + c), h = σ(W·x + b). */
    @Model("TwoHiddenNet")
    interface Net {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 2, activation = SIGMOID)
        Tensor h(Tensor x);

        @Dense(units = 1, activation = SIGMOID)
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor y(Tensor h);
    }

    /** The computation, forward and backward. */
    static List<Step> steps() {
        TwoHiddenNet net = TwoHiddenNet.create(0);
        net.parameters().set("h.weight", new float[] {W[0][0], W[0][1], W[1][0], W[1][1]});
        net.parameters().set("h.bias", B);
        net.parameters().set("y.weight", V);
        net.parameters().set("y.bias", new float[] {C});
        Gradients compiled = net.gradients(X, new float[] {Y}, 1);

        double[] h = new double[2];
        for (int j = 0; j < 2; j++) {
            h[j] = sigmoid(W[j][0] * X[0] + W[j][1] * X[1] + B[j]);
        }
        double prediction = sigmoid(V[0] * h[0] + V[1] * h[1] + C);
        double dZ = prediction - Y;
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("ŷ", "σ(v₁·h₁ + v₂·h₂ + c)", prediction, net.predict(X)[0]));
        steps.add(new Step("L", "−log(1 − ŷ), as y = 0", -Math.log(1 - prediction), compiled.loss()));
        steps.add(new Step("∂L/∂c", "ŷ − y", dZ, compiled.of("y.bias")[0]));
        for (int j = 0; j < 2; j++) {
            String n = DIGIT[j];
            steps.add(new Step("∂L/∂v" + n, "(ŷ − y) · h" + n, dZ * h[j], compiled.of("y.weight")[j]));
        }
        double[] dX = new double[2];
        for (int j = 0; j < 2; j++) {
            String n = DIGIT[j];
            String back = "(ŷ − y)·v" + n + " · h" + n + "·(1 − h" + n + ")";
            double dH = dZ * V[j] * h[j] * (1 - h[j]);
            steps.add(new Step("∂L/∂b" + n, back, dH, compiled.of("h.bias")[j]));
            for (int i = 0; i < 2; i++) {
                dX[i] += dH * W[j][i];
                steps.add(new Step(
                        "∂L/∂w" + n + DIGIT[i],
                        back + " · x" + DIGIT[i],
                        dH * X[i],
                        compiled.of("h.weight")[2 * j + i]));
            }
        }
        for (int i = 0; i < 2; i++) {
            String n = DIGIT[i];
            steps.add(new Step("∂L/∂x" + n, "∂L/∂b₁ · w₁" + n + " + ∂L/∂b₂ · w₂" + n, dX[i], compiled.ofInput("x")[i]));
        }
        return steps;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        page.say("x = (1, −2), y = 0; W = (0.5, −0.25; −0.75, 0.125), b = (0.25, −0.5); v = (1.5, −2), c = 0.5%n");
        page.steps(steps());
        page.say(
                "%nEach neuron passes back what reached it, times its own slope h·(1 − h), times the weight of the way.");
    }
}

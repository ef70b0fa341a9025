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
 * One neuron with squared error: ŷ = σ(w·x + b), L = (y − ŷ)². By the chain rule ∂L/∂wᵢ = ∂L/∂ŷ · ∂ŷ/∂z · ∂z/∂wᵢ
 * = −2·(y − ŷ) · ŷ·(1 − ŷ) · xᵢ.
 */
public final class OneNeuron {
    private static final float[] X = {1, 2};
    private static final float[] W = {0.5f, -0.25f};
    private static final float B = 0.5f;
    private static final float Y = 1;

    private OneNeuron() {}

    /** ŷ = σ(w·x + b). */
    @Model("SquaredErrorNeuron")
    interface Neuron {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 1, activation = SIGMOID)
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor x);
    }

    /** The computation, forward and backward. */
    static List<Step> steps() {
        SquaredErrorNeuron neuron = SquaredErrorNeuron.create(0);
        neuron.parameters().set("y.weight", W);
        neuron.parameters().set("y.bias", new float[] {B});
        Gradients compiled = neuron.gradients(X, new float[] {Y}, 1);

        double z = W[0] * X[0] + W[1] * X[1] + B;
        double prediction = 1 / (1 + Math.exp(-z));
        double loss = (Y - prediction) * (Y - prediction);
        double dPrediction = -2 * (Y - prediction);
        double dZ = dPrediction * prediction * (1 - prediction);
        return List.of(
                new Step("ŷ", "σ(z), z = w₁·x₁ + w₂·x₂ + b = 0.5", prediction, neuron.predict(X)[0]),
                new Step("L", "(y − ŷ)²", loss, compiled.loss()),
                new Step("∂L/∂w₁", "−2·(y − ŷ) · ŷ·(1 − ŷ) · x₁", dZ * X[0], compiled.of("y.weight")[0]),
                new Step("∂L/∂w₂", "−2·(y − ŷ) · ŷ·(1 − ŷ) · x₂", dZ * X[1], compiled.of("y.weight")[1]),
                new Step("∂L/∂b", "−2·(y − ŷ) · ŷ·(1 − ŷ) · 1", dZ, compiled.of("y.bias")[0]),
                new Step("∂L/∂x₁", "−2·(y − ŷ) · ŷ·(1 − ŷ) · w₁", dZ * W[0], compiled.ofInput("x")[0]),
                new Step("∂L/∂x₂", "−2·(y − ŷ) · ŷ·(1 − ŷ) · w₂", dZ * W[1], compiled.ofInput("x")[1]));
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        page.say("x = (1, 2), w = (0.5, −0.25), b = 0.5, y = 1%n");
        page.steps(steps());
        page.say("%n∂L/∂ŷ = −2·(y − ŷ) and ∂ŷ/∂z = ŷ·(1 − ŷ) are the same in all; only the last factor differs.");
    }
}

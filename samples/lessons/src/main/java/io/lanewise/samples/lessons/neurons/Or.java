package io.lanewise.samples.lessons.neurons;

import static io.lanewise.annotations.Activation.THRESHOLD;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Regions;
import java.io.IOException;

/**
 * A neuron that fires where b + w·x &gt; 0 computes OR: with w = (1, 1) and b = −½ it is on as soon as one input is.
 * McCulloch and Pitts, 1943.
 */
public final class Or {
    private Or() {}

    /** y = 1 where b + w·x &gt; 0, else 0. */
    @Model("OrNeuron")
    interface Neuron {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 1, activation = THRESHOLD)
        @Output
        Tensor y(Tensor x);
    }

    static OrNeuron neuron() {
        OrNeuron neuron = OrNeuron.create(0);
        neuron.parameters().set("y.weight", new float[] {1, 1});
        neuron.parameters().set("y.bias", new float[] {-0.5f});
        return neuron;
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        OrNeuron neuron = neuron();
        page.say("The neuron fires where −½ + 1·x₁ + 1·x₂ > 0.%n");
        page.say("x₁ x₂   b + w·x   fires");
        for (float[] x : new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}) {
            page.say("%2.0f %2.0f  %8.1f %7.0f", x[0], x[1], x[0] + x[1] - 0.5, neuron.predict(x)[0]);
        }
        page.say("%nIts border is the line x₁ + x₂ = ½, which cuts (0, 0) off from the other three points.");
        page.draw(
                "or",
                Regions.of("OR by a neuron", new Box(-0.5, 1.5, -0.5, 1.5), neuron::predict)
                        .axes("x₁", "x₂")
                        .points("0", new double[] {0}, new double[] {0})
                        .points("1", new double[] {0, 1, 1}, new double[] {1, 0, 1}));
    }
}

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
 * A line through the points p and q becomes a neuron: w = (p₂ − q₂, q₁ − p₁) is perpendicular to q − p, and b = −w·p puts p on
 * the border. The neuron fires left of the way from p to q.
 */
public final class LineToWeights {
    private LineToWeights() {}

    /** y = 1 where b + w·x &gt; 0, else 0. */
    @Model("LineNeuron")
    interface Neuron {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 1, activation = THRESHOLD)
        @Output
        Tensor y(Tensor x);
    }

    /** b, w₁ and w₂ of the neuron whose border is the line through both points. */
    static float[] weights(float[] p, float[] q) {
        float w1 = p[1] - q[1];
        float w2 = q[0] - p[0];
        return new float[] {-(w1 * p[0] + w2 * p[1]), w1, w2};
    }

    static LineNeuron neuron(float[] p, float[] q) {
        float[] weights = weights(p, q);
        LineNeuron neuron = LineNeuron.create(0);
        neuron.parameters().set("y.bias", new float[] {weights[0]});
        neuron.parameters().set("y.weight", new float[] {weights[1], weights[2]});
        return neuron;
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        float[] p = {2, 0};
        float[] q = {0, 1};
        float[] weights = weights(p, q);
        LineNeuron neuron = neuron(p, q);
        page.say("The line x₂ = 1 − ½·x₁ goes through p = (2, 0) and q = (0, 1).");
        page.say("w = (p₂ − q₂, q₁ − p₁) = (%.0f, %.0f) is perpendicular to it,", weights[1], weights[2]);
        page.say("b = −w·p = %.0f puts it through p, and through q as well.", weights[0]);
        page.say("%nx           b + w·x   fires");
        for (float[] x : new float[][] {{2, 0}, {0, 1}, {0, 0}, {2, 1}}) {
            double z = weights[0] + weights[1] * x[0] + weights[2] * x[1];
            page.say("(%.0f, %.0f)   %8.0f %8.0f", x[0], x[1], z, neuron.predict(x)[0]);
        }
        page.say("%nBoth signs turned, w and b, it would fire on the other side of the same line.");
        page.draw(
                "line",
                Regions.of("A line as a neuron", Box.around(3), neuron::predict)
                        .axes("x₁", "x₂")
                        .points("p, q", new double[] {2, 0}, new double[] {0, 1}));
    }
}

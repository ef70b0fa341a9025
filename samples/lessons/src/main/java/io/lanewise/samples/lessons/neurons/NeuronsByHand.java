package io.lanewise.samples.lessons.neurons;

import static io.lanewise.annotations.Activation.SIGMOID;

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
 * σ(b + w·x) is ½ on the line b + w·x = 0, nears 1 on the side to which w points, and the steeper the longer w is: from 0.1 to
 * 0.9 it takes a way of 2·ln 9 / ‖w‖ across the line.
 */
public final class NeuronsByHand {
    /** b, w₁ and w₂ of each neuron. The third is ten times the second. */
    static final float[][] SETTINGS = {{-1, 10, 5}, {15, -7, 5}, {150, -70, 50}};

    private static final Box BOX = Box.around(5);

    private NeuronsByHand() {}

    /** y = σ(b + w·x). */
    @Model("SigmoidNeuron")
    interface Neuron {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 1, activation = SIGMOID)
        @Output
        Tensor y(Tensor x);
    }

    static SigmoidNeuron neuron(float[] setting) {
        SigmoidNeuron neuron = SigmoidNeuron.create(0);
        neuron.parameters().set("y.bias", new float[] {setting[0]});
        neuron.parameters().set("y.weight", new float[] {setting[1], setting[2]});
        return neuron;
    }

    /** How far it is across the border from where the neuron says 0.1 to where it says 0.9. */
    static double widthOfBorder(float[] setting) {
        return 2 * Math.log(9) / Math.hypot(setting[1], setting[2]);
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        for (int i = 0; i < SETTINGS.length; i++) {
            float[] s = SETTINGS[i];
            SigmoidNeuron neuron = neuron(s);
            page.say("Neuron %d: y = σ(%.0f %+.0f·x₁ %+.0f·x₂)", i + 1, s[0], s[1], s[2]);
            page.say("  border: x₂ = %.2f·x₁ %+.2f", -s[1] / s[2], -s[0] / s[2]);
            page.say("  from 0.1 to 0.9 within %.3f", widthOfBorder(s));
            for (float[] x : new float[][] {{0, 0}, {2, -0.1f}, {2, -0.2f}, {2, -0.3f}}) {
                double z = s[0] + s[1] * x[0] + s[2] * x[1];
                page.say("  x = (%.1f, %4.1f): z = %6.1f, y = %.6f", x[0], x[1], z, neuron.predict(x)[0]);
            }
            page.draw(
                    "neuron-" + (i + 1),
                    Regions.of("Neuron " + (i + 1), BOX, neuron::predict)
                            .graded()
                            .axes("x₁", "x₂"));
            page.gap();
        }
        page.say("Neurons 2 and 3 have the same border: b and w times ten is the same line, ten times as steep.");
    }
}

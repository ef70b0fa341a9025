package io.lanewise.samples.lessons.xor;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Curves;
import io.lanewise.samples.plots.Plane;
import io.lanewise.samples.plots.Regions;
import io.lanewise.training.History;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;

/**
 * Two hidden neurons move the four points of XOR so that one line parts them: in the space of the hidden layer the last neuron
 * has an easy task. Rumelhart, Hinton and Williams, 1986.
 */
public final class Xor {
    private static final float[] TRUTH = {0, 1, 1, 0};

    private Xor() {}

    /** Two hidden neurons, shown as an output too, and one that answers. */
    @Model("XorNet")
    interface Net {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 2, activation = TANH)
        @Output
        Tensor hidden(Tensor x);

        @Dense(units = 1, activation = SIGMOID)
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor y(Tensor hidden);
    }

    /** The last neuron alone, to see what it sees. */
    @Model("XorHead")
    interface Head {
        @Input(shape = 2)
        Tensor hidden();

        @Dense(units = 1, activation = SIGMOID)
        @Output
        Tensor y(Tensor hidden);
    }

    /**
     * A trained network.
     *
     * @param net the network
     * @param history its training
     */
    record Learnt(XorNet net, History history) {
        Plane answer() {
            return (points, count, values) -> net.predict(points, count, new float[2 * count], values);
        }

        /** What the hidden layer makes of the four points. */
        float[] hidden() {
            float[] hidden = new float[8];
            net.predict(OneNeuronIsNotEnough.POINTS, 4, hidden, new float[4]);
            return hidden;
        }

        float[] answers() {
            float[] answers = new float[4];
            answer().at(OneNeuronIsNotEnough.POINTS, 4, answers);
            return answers;
        }
    }

    static Learnt learn(long seed) {
        XorNet net = XorNet.create(seed);
        History history = Trainer.of(net)
                .optimizer(Adam.of(0.05))
                .batchSize(4)
                .epochs(400)
                .fit(XorNet.data(OneNeuronIsNotEnough.POINTS, TRUTH));
        return new Learnt(net, history);
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        Learnt learnt = learn(3);
        float[] answers = learnt.answers();
        float[] hidden = learnt.hidden();
        page.say("x₁ x₂   hidden space       y");
        for (int i = 0; i < 4; i++) {
            page.say(
                    "%2.0f %2.0f   (%5.2f, %5.2f)   %.4f",
                    OneNeuronIsNotEnough.POINTS[2 * i],
                    OneNeuronIsNotEnough.POINTS[2 * i + 1],
                    hidden[2 * i],
                    hidden[2 * i + 1],
                    answers[i]);
        }
        page.say("%nIn the plane of x two lines are needed; in the hidden space one is enough.");
        page.draw(
                "xor-loss",
                Curves.of("XOR").axes("epoch", "binary cross-entropy").logY().line("loss", learnt.history.losses()));
        page.draw(
                "xor-regions",
                Regions.of("XOR in the plane of x", new Box(-0.5, 1.5, -0.5, 1.5), learnt.answer())
                        .axes("x₁", "x₂")
                        .points("0", new double[] {0, 1}, new double[] {0, 1})
                        .points("1", new double[] {0, 1}, new double[] {1, 0}));
        XorHead head = XorHead.create(0);
        head.parameters().set("y.weight", learnt.net.parameters().get("y.weight"));
        head.parameters().set("y.bias", learnt.net.parameters().get("y.bias"));
        page.draw(
                "xor-hidden",
                Regions.of("XOR in the hidden space", Box.around(1.1), head::predict)
                        .axes("first hidden neuron", "second hidden neuron")
                        .points("0", new double[] {hidden[0], hidden[6]}, new double[] {hidden[1], hidden[7]})
                        .points("1", new double[] {hidden[2], hidden[4]}, new double[] {hidden[3], hidden[5]}));
    }
}

package io.lanewise.samples.lessons.classification;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Plane;
import io.lanewise.samples.plots.Regions;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Labels that do not exclude each other: a sigmoid for each, where softmax would make them compete. A point may lie in the disc,
 * above the wave and right of the axis, in any combination.
 */
public final class MultiLabel {
    static final List<String> LABELS = List.of("in the disc", "above the wave", "right of the axis");

    private static final int COUNT = 600;

    private MultiLabel() {}

    /** Three answers of yes or no about a point. */
    @Model("MultiLabelNet")
    interface Net {
        @Input(shape = 2)
        Tensor point();

        @Dense(units = 24, activation = TANH)
        Tensor hidden(Tensor point);

        @Dense(units = 3, activation = SIGMOID)
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor labels(Tensor hidden);
    }

    /** The labels of a point, by what they mean. */
    static float[] truth(float x, float y) {
        return new float[] {Math.hypot(x, y) < 1.2 ? 1 : 0, y > 0.7 * Math.sin(2 * x) ? 1 : 0, x > 0 ? 1 : 0};
    }

    /**
     * Points and their labels.
     *
     * @param points x and y of each, from −2 to 2
     * @param labels three of each
     */
    record Points(float[] points, float[] labels) {
        static Points random(int count, long seed) {
            Random random = new Random(seed);
            float[] points = new float[2 * count];
            float[] labels = new float[3 * count];
            for (int i = 0; i < count; i++) {
                points[2 * i] = 4 * random.nextFloat() - 2;
                points[2 * i + 1] = 4 * random.nextFloat() - 2;
                System.arraycopy(truth(points[2 * i], points[2 * i + 1]), 0, labels, 3 * i, 3);
            }
            return new Points(points, labels);
        }
    }

    static MultiLabelNet learn() {
        Points seen = Points.random(COUNT, 1);
        MultiLabelNet net = MultiLabelNet.create(1);
        Trainer.of(net)
                .optimizer(Adam.of(0.02))
                .batchSize(32)
                .epochs(150)
                .fit(MultiLabelNet.data(seen.points, seen.labels));
        return net;
    }

    /** Share of right answers to each label on points not seen, then the share of points all three of whose labels are right. */
    static double[] accuracies(MultiLabelNet net) {
        Points unseen = Points.random(COUNT, 2);
        float[] answers = new float[3 * COUNT];
        net.predict(unseen.points, COUNT, answers);
        double[] right = new double[4];
        for (int i = 0; i < COUNT; i++) {
            int ofThree = 0;
            for (int label = 0; label < 3; label++) {
                boolean agrees = answers[3 * i + label] > 0.5f == unseen.labels[3 * i + label] > 0.5f;
                right[label] += agrees ? 1.0 / COUNT : 0;
                ofThree += agrees ? 1 : 0;
            }
            right[3] += ofThree == 3 ? 1.0 / COUNT : 0;
        }
        return right;
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        MultiLabelNet net = learn();
        double[] right = accuracies(net);
        page.say("On %d points not seen in training:", COUNT);
        for (int label = 0; label < 3; label++) {
            page.say("  %-20s %5.1f %% right", LABELS.get(label), 100 * right[label]);
        }
        page.say("  %-20s %5.1f %% right%n", "all three", 100 * right[3]);
        for (float[] point : new float[][] {{0.5f, 1}, {1.5f, -1.5f}, {-1, 0}, {-1.8f, -1.8f}}) {
            float[] p = net.predict(point);
            page.say(
                    "  (%4.1f, %4.1f): %.3f %.3f %.3f, in sum %.3f",
                    point[0], point[1], p[0], p[1], p[2], p[0] + p[1] + p[2]);
        }
        page.say("%nThe probabilities of a point need not add up to 1: each label is a question of its own.");
        for (int label = 0; label < 3; label++) {
            page.draw(
                    "labels-" + (label + 1),
                    Regions.of(LABELS.get(label), Box.around(2), only(net, label))
                            .graded());
        }
    }

    private static Plane only(MultiLabelNet net, int label) {
        return (points, count, values) -> {
            float[] all = new float[3 * count];
            net.predict(points, count, all);
            for (int i = 0; i < count; i++) {
                values[i] = all[3 * i + label];
            }
        };
    }
}

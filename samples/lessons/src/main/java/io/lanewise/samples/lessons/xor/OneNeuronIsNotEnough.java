package io.lanewise.samples.lessons.xor;

import static io.lanewise.annotations.Activation.THRESHOLD;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.samples.lessons.Page;

/**
 * A neuron that fires where b + w₁·x₁ + w₂·x₂ &gt; 0 would have to meet four inequalities to compute XOR, and they contradict
 * each other. Minsky and Papert, 1969.
 */
public final class OneNeuronIsNotEnough {
    /** The four points, x₁ and x₂ of each. */
    static final float[] POINTS = {0, 0, 0, 1, 1, 0, 1, 1};

    private static final float[] XOR = {0, 1, 1, 0};
    private static final float[] OR = {0, 1, 1, 1};

    private OneNeuronIsNotEnough() {}

    /** y = 1 where b + w·x &gt; 0, else 0. */
    @Model("ThresholdNeuron")
    interface Neuron {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 1, activation = THRESHOLD)
        @Output
        Tensor y(Tensor x);
    }

    /**
     * What a search came to.
     *
     * @param neurons how many were tried
     * @param right points that the best of them answers rightly
     * @param all how many answer all four rightly
     */
    record Search(int neurons, int right, int all) {}

    /** Tries all neurons with b, w₁ and w₂ from −{@code limit} to {@code limit} in steps of ½. */
    static Search search(int limit, float[] truth) {
        ThresholdNeuron neuron = ThresholdNeuron.create(0);
        float[] answers = new float[4];
        int tried = 0;
        int best = 0;
        int all = 0;
        for (int b = -2 * limit; b <= 2 * limit; b++) {
            neuron.parameters().set("y.bias", new float[] {b / 2f});
            for (int w1 = -2 * limit; w1 <= 2 * limit; w1++) {
                for (int w2 = -2 * limit; w2 <= 2 * limit; w2++) {
                    neuron.parameters().set("y.weight", new float[] {w1 / 2f, w2 / 2f});
                    neuron.predict(POINTS, 4, answers);
                    int right = 0;
                    for (int i = 0; i < 4; i++) {
                        right += answers[i] == truth[i] ? 1 : 0;
                    }
                    best = Math.max(best, right);
                    all += right == 4 ? 1 : 0;
                    tried++;
                }
            }
        }
        return new Search(tried, best, all);
    }

    static Search searchForXor(int limit) {
        return search(limit, XOR);
    }

    static Search searchForOr(int limit) {
        return search(limit, OR);
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        page.say("To be off, on, on and off at (0,0), (0,1), (1,0) and (1,1), b + w₁·x₁ + w₂·x₂ must be");
        page.say("  (1)  b           ≤ 0");
        page.say("  (2)  b      + w₂ > 0");
        page.say("  (3)  b + w₁      > 0");
        page.say("  (4)  b + w₁ + w₂ ≤ 0");
        page.say("(2) and (3) together: 2b + w₁ + w₂ > 0.   (1) and (4) together: 2b + w₁ + w₂ ≤ 0.");
        page.say("Both cannot be. No neuron computes XOR.%n");
        Search xor = searchForXor(4);
        Search or = searchForOr(4);
        page.say(
                "Tried, with weights from −4 to 4 in steps of ½: of %,d neurons %d compute OR, %d compute XOR;",
                xor.neurons(), or.all(), xor.all());
        page.say("the best answers %d of XOR's 4 points.", xor.right());
    }
}

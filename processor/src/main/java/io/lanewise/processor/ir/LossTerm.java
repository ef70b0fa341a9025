package io.lanewise.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @Loss}, checked: one term of what training minimises.
 *
 * @param function name of the constant of {@code LossFunction}
 * @param weight finite and above 0
 * @param labels name of the constant of {@code Labels}; only a cross-entropy looks at it
 * @param target the node that is the target; empty for an argument named after the node, or for none
 * @param reduction name of the constant of {@code Reduction}
 * @param form what the node's values are, where the function is of probabilities
 * @param options what only some functions look at
 */
public record LossTerm(
        String function, float weight, String labels, String target, String reduction, Form form, Options options) {
    /** What stands for probabilities. */
    public enum Form {
        PROBABILITIES,
        LOG_PROBABILITIES,
        LOGITS
    }

    /**
     * What only some functions look at.
     *
     * @param delta of HUBER
     * @param labelSmoothing in [0, 1)
     * @param classWeights one a class; empty for none
     * @param sampleWeights whether each position has a factor, an argument more
     * @param mask the node that is 0 where a position does not count; empty for none
     * @param ignored the class label of positions that do not count; null for none
     */
    public record Options(
            float delta,
            float labelSmoothing,
            List<Float> classWeights,
            boolean sampleWeights,
            String mask,
            @Nullable Integer ignored) {
        /** Each as it is where it is not given. */
        public static final Options NONE = new Options(1, 0, List.of(), false, "", null);

        public Options {
            classWeights = List.copyOf(classWeights);
        }
    }

    /** A term without options, of probabilities if its function is of such. */
    public LossTerm(String function, float weight, String labels, String target, String reduction) {
        this(function, weight, labels, target, reduction, Form.PROBABILITIES, Options.NONE);
    }

    /** Whether it compares the node with a target. */
    public boolean hasTarget() {
        return !function.equals("VALUE");
    }

    /** Whether it has one value a row of the last axis, not one an element. */
    public boolean isAlongRow() {
        return function.equals("CROSS_ENTROPY")
                || function.equals("KL_DIVERGENCE")
                || function.equals("COSINE_SIMILARITY");
    }

    /** Name of the argument that holds the factors of positions, of node {@code node}. */
    public static String weightsOf(String node) {
        return node + "Weights";
    }
}

package io.lanewise.processor.layer;

/** What an activation does to what is known of a node's values. */
final class Activations {
    private Activations() {}

    /** Values behind {@code activation}, a constant's name of {@code Activation}, of an operand with {@code values}. */
    static Values values(String activation, Values values) {
        return switch (activation) {
            case "LINEAR" -> values;
            case "SIGMOID", "HARD_SIGMOID", "PROBIT", "THRESHOLD" -> Values.UNIT;
            case "EXPONENTIAL", "RELU", "RELU6", "SOFTPLUS" -> Values.NON_NEGATIVE;
            case "SOFTMAX" -> Values.PROBABILITIES;
            case "LOG_SOFTMAX" -> Values.LOG_PROBABILITIES;
            default -> Values.REAL;
        };
    }
}

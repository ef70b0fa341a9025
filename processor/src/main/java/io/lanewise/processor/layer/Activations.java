package io.lanewise.processor.layer;

/** What an activation does to what is known of a node's values. */
final class Activations {
    private Activations() {}

    /** Values behind {@code activation}, a constant's name of {@code Activation}, of an operand with {@code values}. */
    static Values values(String activation, Values values) {
        return switch (activation) {
            case "LINEAR" -> values;
            case "SIGMOID", "THRESHOLD" -> Values.UNIT;
            case "SOFTMAX" -> Values.PROBABILITIES;
            default -> Values.REAL;
        };
    }
}

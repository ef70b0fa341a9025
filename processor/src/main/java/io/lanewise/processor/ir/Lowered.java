package io.lanewise.processor.ir;

import java.util.List;

/**
 * What {@code lower} makes of a graph: the whole forward computation, of the outputs and of the loss.
 *
 * @param arguments the caller's arrays: inputs in order of declaration, then targets in order of declaration
 * @param program its results are the outputs, in order of declaration, and last the loss if there is one
 * @param trained whether there is a loss
 * @param nodes the user's nodes in topological order, each with the value that holds it; those inside a scan are not among them
 */
public record Lowered(
        List<ArgumentDecl> arguments,
        List<OutputDecl> outputs,
        Program program,
        boolean trained,
        List<NodeValue> nodes) {

    /**
     * One array of the caller.
     *
     * @param classes for class indices their number, else 0
     * @param range what its numbers must be
     */
    public record ArgumentDecl(String name, Type type, boolean target, int classes, Range range) {
        /** What the numbers of a target must be. */
        public enum Range {
            ANY,
            /** From 0 to 1. */
            PROBABILITIES,
            /** −1 or 1. */
            SIGNS,
            /** Finite and at least 0. */
            NON_NEGATIVE,
            /** The same, for factors of a loss. */
            WEIGHTS
        }

        /** An argument of any numbers, or of class indices. */
        public ArgumentDecl(String name, Type type, boolean target, int classes) {
            this(name, type, target, classes, Range.ANY);
        }
    }

    /** One array that predict fills. */
    public record OutputDecl(String name, Type type) {}

    /** Where a node's value is found. */
    public record NodeValue(String node, Value value) {}
}

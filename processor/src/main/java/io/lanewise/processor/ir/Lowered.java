package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lower} makes of a graph: the whole forward computation, of the outputs and of the loss.
 *
 * @param arguments the caller's arrays: inputs in order of declaration, then targets in order of declaration
 * @param program its results are the outputs, in order of declaration, and last the loss if there is one
 * @param trained whether there is a loss
 * @param nodes the user's nodes in topological order, each with the value that holds it; those inside a scan are not among them
 * @param counted what the loss says of positions beside its own value
 * @param axes those of variable length, in order of declaration
 */
public record Lowered(
        List<ArgumentDecl> arguments,
        List<OutputDecl> outputs,
        Program program,
        boolean trained,
        List<NodeValue> nodes,
        Counted counted,
        List<AxisDecl> axes) {

    /** An axis whose length is known only in a call, from 1 to {@code max}. */
    public record AxisDecl(String name, int max) {}

    /**
     * What of a batch counts in the loss.
     *
     * @param divisor the number that the whole loss is divided by; null where that is the number of examples, or where terms are
     *     divided by different numbers
     * @param positions of the outputs some of whose positions may not count, a number for each row: 0 where it does not
     */
    public record Counted(@Nullable Value divisor, List<NodeValue> positions) {
        /** All positions count. */
        public static final Counted ALL = new Counted(null, List.of());

        /** All values, which must stand in memory after the loss. */
        public List<Value> values() {
            List<Value> values = new ArrayList<>();
            if (divisor != null) {
                values.add(divisor);
            }
            positions.forEach(each -> values.add(each.value()));
            return values;
        }
    }

    /**
     * One array of the caller.
     *
     * @param classes for class indices, and for integers that rows are gathered by, their number; else 0
     * @param range what its numbers must be
     * @param ignored a label beside those of classes; null for none
     */
    public record ArgumentDecl(
            String name,
            Type type,
            boolean target,
            int classes,
            Range range,
            @Nullable Integer ignored) {
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

        /** Whether it is an {@code int[]}. */
        public boolean isInts() {
            return type.element() == Type.Element.INT;
        }

        /** An argument of any numbers, or of class indices. */
        public ArgumentDecl(String name, Type type, boolean target, int classes) {
            this(name, type, target, classes, Range.ANY, null);
        }
    }

    /** One array that predict fills. */
    public record OutputDecl(String name, Type type) {}

    /** Where a node's value is found. */
    public record NodeValue(String node, Value value) {}
}

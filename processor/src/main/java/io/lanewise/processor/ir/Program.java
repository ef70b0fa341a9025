package io.lanewise.processor.ir;

import java.util.List;

/**
 * A straight-line program: values in an order in which each stands behind its operands. The body of a {@link Op.Scan} is
 * one too, so every stage recurses.
 *
 * @param values all of them, operands first
 * @param results what is asked for
 * @param changes what a step of training does to state, of values of this program
 */
public record Program(List<Value> values, List<Value> results, List<Change> changes) {
    public Program {
        values = List.copyOf(values);
        results = List.copyOf(results);
        changes = List.copyOf(changes);
    }

    /** A program without state. */
    public Program(List<Value> values, List<Value> results) {
        this(values, results, List.of());
    }

    /**
     * What a step of training adds to a state. It stands where a parameter has its gradient, so that whatever carries gradients
     * (instances of a block, several uses, several batches of one step) carries it too.
     *
     * @param state the {@link Op.Param}
     * @param added computed by this from values of the program
     */
    public record Change(Value state, Op.Map added) {}
}

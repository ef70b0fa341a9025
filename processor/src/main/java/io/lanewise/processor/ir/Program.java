package io.lanewise.processor.ir;

import java.util.List;

/**
 * A straight-line program: values in an order in which each stands behind its operands. The body of a {@link Op.Scan} is
 * one too, so every stage recurses.
 *
 * @param values all of them, operands first
 * @param results what is asked for
 */
public record Program(List<Value> values, List<Value> results) {
    public Program {
        values = List.copyOf(values);
        results = List.copyOf(results);
    }
}

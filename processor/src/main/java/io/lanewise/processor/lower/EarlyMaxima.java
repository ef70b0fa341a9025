package io.lanewise.processor.lower;

import io.lanewise.processor.ir.Growth;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.Counted;
import io.lanewise.processor.ir.Lowered.NodeValue;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Replaced;
import io.lanewise.processor.ir.Uses;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes maxima of windows before the functions that {@link Growth grow}, so that these, and their derivatives, are computed once a
 * window: of a convolution with bias and ReLU, a quarter for windows of 2×2. Where rounding makes the largest of a window equal, the
 * gradient goes to the one that was largest before. What stood in their place is computed no more; a diagnosis computes it
 * again. It cannot in a model with an axis of variable length, which stays as it is.
 */
public final class EarlyMaxima {
    private final Map<Value, Value> copies = new IdentityHashMap<>();
    private final Uses uses;

    private EarlyMaxima(Program program) {
        uses = new Uses(program);
    }

    /** The same model; what does not follow from such maxima stays the same value. */
    public static Lowered of(Lowered lowered) {
        return !lowered.axes().isEmpty() ? lowered : new EarlyMaxima(lowered.program()).early(lowered);
    }

    private Lowered early(Lowered lowered) {
        Program program = lowered.program();
        List<Value> values = new ArrayList<>();
        for (Value value : program.values()) {
            values.addAll(early(value));
        }
        if (copies.isEmpty()) {
            return lowered;
        }
        List<Value> results = program.results().stream().map(this::get).toList();
        Counted counted = lowered.counted();
        return new Lowered(
                lowered.arguments(),
                lowered.outputs(),
                new Program(values, results, Replaced.of(program.changes(), this::get)),
                lowered.trained(),
                nodes(lowered.nodes()),
                new Counted(counted.divisor() == null ? null : get(counted.divisor()), nodes(counted.positions())),
                lowered.axes());
    }

    private List<Value> early(Value value) {
        if (value.op() instanceof Op.Pool pool && Growth.paysFor(value, pool)) {
            Growth growth = Growth.upTo(pool.operands().get(0), uses);
            if (!growth.functions().isEmpty()) {
                Op maxima = new Op.Pool(pool.kind(), false, List.of(get(growth.first())), pool.window());
                List<Value> made = growth.of(new Value(value.name(), value.type(), maxima), this::get);
                copies.put(value, made.get(made.size() - 1));
                return made;
            }
        }
        if (Operands.of(value).stream().noneMatch(copies::containsKey)) {
            return List.of(value);
        }
        Value copied = new Value(value.name(), value.type(), Replaced.of(value, this::get));
        copies.put(value, copied);
        return List.of(copied);
    }

    private List<NodeValue> nodes(List<NodeValue> nodes) {
        return nodes.stream()
                .map(node -> new NodeValue(node.node(), get(node.value())))
                .toList();
    }

    private Value get(Value value) {
        return copies.getOrDefault(value, value);
    }
}

package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Growth;
import io.lanewise.processor.ir.Lowered.NodeValue;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Traced;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How each node can be seen after the forward section, so that the first one that is not finite has a name. Where fusion leaves
 * a node no memory, it is computed once more from what has some; the forward section itself pays nothing for that.
 */
final class Trace {
    private final Fused fused;
    private final Predicate<Value> stands;
    private final Map<Value, String> names = new IdentityHashMap<>();
    private final Set<Value> computed = fresh();
    private final Set<Value> again = fresh();
    private final List<Traced> traced = new ArrayList<>();

    private Trace(Fused fused, Predicate<Value> stands) {
        this.fused = fused;
        this.stands = stands;
    }

    /**
     * What must keep its memory to the end of the forward section if it has any: nodes, and what those that have none are computed
     * from once more, where it cannot be computed again itself.
     */
    static Set<Value> kept(Fused fused, List<NodeValue> nodes) {
        Set<Value> lasting = fresh();
        for (Step step : fused.forward()) {
            boolean moved = step instanceof Step.Move move
                    && !(move.named().op() instanceof Op.Transpose)
                    && !(move.named().op() instanceof Op.Reshape);
            if (moved || step instanceof Step.Call || step instanceof Step.Repeat) {
                lasting.add(step.named());
            }
            if (step instanceof Step.Kernel kernel) {
                kernel.rows().stream().filter(Trace::isOverRows).forEach(lasting::add);
            }
            if (step instanceof Step.Repeat repeat) {
                lasting.addAll(results(repeat));
            }
        }
        Set<Value> kept = new LinkedHashSet<>();
        Set<Value> seen = fresh();
        for (NodeValue node : nodes) {
            Value root = fused.root(node.value());
            if (root.type().batched()) {
                kept.add(root);
            }
            boolean stands = root.type().batched()
                    && fused.stored().contains(root)
                    && !fused.views().containsKey(root);
            if (!stands) {
                lasting(root, fused, lasting, kept, seen);
            }
        }
        return kept;
    }

    private static void lasting(Value value, Fused fused, Set<Value> lasting, Set<Value> kept, Set<Value> seen) {
        if (!seen.add(value)) {
            return;
        }
        if (lasting.contains(value)) {
            kept.add(value);
            return;
        }
        Operands.of(value).forEach(operand -> lasting(fused.root(operand), fused, lasting, kept, seen));
    }

    private static boolean isOverRows(Value value) {
        return value.op() instanceof Op.Reduce reduce && reduce.over() != Op.Reduce.Over.ROW;
    }

    /**
     * What to look at after the forward section, in order.
     *
     * @param stands whether a value's memory is still its own then
     */
    static List<Traced> of(Fused fused, List<NodeValue> nodes, Predicate<Value> stands) {
        return new Trace(fused, stands).list(nodes);
    }

    private List<Traced> list(List<NodeValue> nodes) {
        for (Step step : fused.forward()) {
            if (step instanceof Step.Kernel kernel) {
                computed.addAll(kernel.rows());
                if (kernel.head() != null) {
                    computed.add(kernel.head());
                }
            } else {
                computed.add(step.named());
            }
            if (step instanceof Step.Repeat repeat) {
                computed.addAll(results(repeat));
            }
        }
        for (NodeValue node : nodes) {
            Value root = fused.root(node.value());
            if (!(root.op() instanceof Op.Input)) {
                names.putIfAbsent(root, node.node());
            }
        }
        for (NodeValue node : nodes) {
            Value root = fused.root(node.value());
            if (!node.node().equals(names.get(root))) {
                // Another name of a node before it.
                continue;
            }
            List<Value> seen = new ArrayList<>();
            if (computed.contains(root) || growsWithComputed(root)) {
                seen.add(root);
            } else {
                parts(root, seen, fresh());
            }
            seen.forEach(value -> traced.add(new Traced(node.node(), value, again(value))));
        }
        return traced;
    }

    private static List<Value> results(Step.Repeat repeat) {
        List<Value> results = new ArrayList<>(repeat.stacked());
        repeat.carries().forEach(carry -> results.add(carry.last()));
        return results;
    }

    private static Set<Value> fresh() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /**
     * Whether {@code value} grows with what is computed, as ReLU of a convolution does whose maxima alone go on: it is then not finite
     * where that is not, and can be computed after all.
     */
    private boolean growsWithComputed(Value value) {
        Value before = Growth.before(value);
        Value root = before == null ? null : fused.root(before);
        return root != null && (computed.contains(root) || growsWithComputed(root));
    }

    /** Of a node whose value is never computed, such as the softmax of a cross-entropy: what it would be made of. */
    private void parts(Value value, List<Value> parts, Set<Value> seen) {
        if (value.op() instanceof Op.ScanResult) {
            return; // the scan's other results say nothing of this one
        }
        for (Value operand : Operands.of(value)) {
            Value root = fused.root(operand);
            if (!seen.add(root) || names.containsKey(root) || !root.type().batched()) {
                continue;
            }
            if (computed.contains(root)) {
                parts.add(root);
            } else {
                parts(root, parts, seen);
            }
        }
    }

    private List<Value> again(Value value) {
        List<Value> steps = new ArrayList<>();
        again(value, steps);
        return steps;
    }

    private void again(Value value, List<Value> steps) {
        boolean given =
                value.op() instanceof Op.Input || value.op() instanceof Op.Param || value.op() instanceof Op.Sinusoids;
        if (given || stands.test(value) || !again.add(value)) {
            return;
        }
        for (Value operand : Operands.of(value)) {
            again(fused.root(operand), steps);
        }
        steps.add(value);
    }
}

package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Lowered.NodeValue;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a number that is not finite can be seen first. A node that fusion leaves no memory is seen in a part of its own that
 * stands, else in the next node that does, which then bears both names.
 */
final class Trace {
    private final Fused fused;
    private final Predicate<Value> stands;
    private final Map<Value, String> names = new IdentityHashMap<>();
    private final Set<String> covered = new HashSet<>();

    private Trace(Fused fused, Predicate<Value> stands) {
        this.fused = fused;
        this.stands = stands;
    }

    /**
     * What to look at after the forward section, in order.
     *
     * @param stands whether a value's memory is still its own then
     */
    static List<NodeValue> of(Fused fused, List<NodeValue> nodes, Predicate<Value> stands) {
        return new Trace(fused, stands).list(nodes);
    }

    private List<NodeValue> list(List<NodeValue> nodes) {
        List<NodeValue> others = new ArrayList<>();
        for (NodeValue node : nodes) {
            Value root = fused.root(node.value());
            if (!(root.op() instanceof Op.Input)) {
                names.putIfAbsent(root, node.node());
                others.add(node);
            }
        }
        List<NodeValue> traced = new ArrayList<>();
        for (NodeValue node : others) {
            Value root = fused.root(node.value());
            if (!node.node().equals(names.get(root))) {
                covered.add(node.node());
            } else if (stands.test(root)) {
                List<String> group = new ArrayList<>();
                before(root, group, fresh());
                group.add(node.node());
                covered.addAll(group);
                traced.add(new NodeValue(String.join(", ", group), root));
            } else {
                List<Value> parts = new ArrayList<>();
                parts(root, parts, fresh());
                parts.forEach(part -> traced.add(new NodeValue(node.node(), part)));
                if (!parts.isEmpty()) {
                    covered.add(node.node());
                }
            }
        }
        List<String> rest = new ArrayList<>();
        others.stream()
                .map(NodeValue::node)
                .filter(name -> !covered.contains(name))
                .forEach(rest::add);
        if (!rest.isEmpty()) {
            for (Value result : fused.results()) {
                traced.add(new NodeValue(String.join(", ", rest), fused.root(result)));
            }
        }
        return traced;
    }

    private static Set<Value> fresh() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Names of nodes that are not seen themselves and lead to {@code value}, in order of computation. */
    private void before(Value value, List<String> group, Set<Value> seen) {
        for (Value operand : Operands.of(value)) {
            Value root = fused.root(operand);
            if (!seen.add(root) || stands.test(root) && names.containsKey(root)) {
                continue;
            }
            before(root, group, seen);
            String name = names.get(root);
            if (name != null && !covered.contains(name)) {
                group.add(name);
            }
        }
    }

    /** Values that stand and are parts of the node {@code value}: what is between it and the nodes before it. */
    private void parts(Value value, List<Value> parts, Set<Value> seen) {
        for (Value operand : Operands.of(value)) {
            Value root = fused.root(operand);
            if (!seen.add(root) || names.containsKey(root) || !root.type().batched() || root.op() instanceof Op.Input) {
                continue;
            }
            if (stands.test(root)) {
                parts.add(root);
            } else {
                parts(root, parts, seen);
            }
        }
    }
}

package io.lanewise.processor.graph;

import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topological order by depth-first search from the nodes in order of declaration; reports each cycle where it closes. */
final class Order {
    private final Map<String, Wire> wires;
    private final Problems problems;
    private final List<Wire> ordered = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> path = new ArrayList<>();
    private final Set<String> inCycle = new HashSet<>();

    private Order(Map<String, Wire> wires, Problems problems) {
        this.wires = wires;
        this.problems = problems;
    }

    static List<Wire> of(Map<String, Wire> wires, Problems problems) {
        Order order = new Order(wires, problems);
        wires.values().forEach(order::visit);
        return order.ordered.stream()
                .map(wire -> order.inCycle.contains(wire.name()) ? wire.unknown() : wire)
                .toList();
    }

    private void visit(Wire wire) {
        if (done.contains(wire.name())) {
            return;
        }
        path.add(wire.name());
        for (Edge edge : wire.inputs()) {
            Wire source = wires.get(edge.source());
            int start = path.indexOf(edge.source());
            if (start >= 0) {
                report(edge, path.subList(start, path.size()));
            } else if (source != null) {
                visit(source);
            }
        }
        path.remove(path.size() - 1);
        done.add(wire.name());
        ordered.add(wire);
    }

    /** {@code cycle} runs against the data: each node reads the next, and the last reads the first. */
    private void report(Edge edge, List<String> cycle) {
        inCycle.addAll(cycle);
        StringBuilder text = new StringBuilder(cycle.get(0));
        for (int i = cycle.size() - 1; i >= 0; i--) {
            text.append(" → ").append(cycle.get(i));
        }
        problems.report(
                ProblemCode.CYCLE,
                "Nodes must not depend on themselves. "
                        + (cycle.size() == 1 ? "'" + cycle.get(0) + "' reads itself: " : "The cycle is ") + text
                        + ". Read another node here.",
                edge.where());
    }
}

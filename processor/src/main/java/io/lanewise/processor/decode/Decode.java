package io.lanewise.processor.decode;

import io.lanewise.processor.ir.Decoded;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the program that predicts in two: what does not depend on an axis, and what is computed of each of its steps. A step is
 * computed as the whole sequence is, a row in place of rows; where a product reads all steps, it reads those that were kept.
 * So every number has the bits of the whole sequence: a product adds in the order of steps, and what a causal mask sets to zero
 * behind the present step adds nothing.
 */
public final class Decode {
    private final Graph graph;
    private final Problems problems;
    final String axis;
    final int max;
    final int positions;
    final Kept kept = new Kept();

    private Decode(Lowered lowered, Graph graph, AxisDecl axis, Problems problems) {
        this.graph = graph;
        this.problems = problems;
        this.axis = axis.name();
        this.max = axis.max();
        this.positions = lowered.arguments().size();
    }

    /**
     * {@code program}, which predicts, step by step; null after a report.
     *
     * @param where the place where the user names the axis
     */
    public static @Nullable Decoded program(
            Program program, Lowered lowered, Graph graph, String axis, Where where, Problems problems) {
        AxisDecl found = lowered.axes().stream()
                .filter(each -> each.name().equals(axis))
                .findFirst()
                .orElse(null);
        if (found == null) {
            String axes = lowered.axes().isEmpty()
                    ? "no input has such an axis"
                    : "there are "
                            + String.join(
                                    ", ",
                                    lowered.axes().stream()
                                            .map(each -> "'" + each.name() + "'")
                                            .toList());
            problems.report(
                    ProblemCode.DECODING,
                    "decode names an axis of variable length. It was \"" + axis + "\" but " + axes
                            + ". Name the axis of the inputs that grow, or declare it:"
                            + " @Input(shape = {0, …}, axis = \"" + axis + "\", max = …).",
                    where);
            return null;
        }
        return new Decode(lowered, graph, found, problems).program(program);
    }

    private @Nullable Decoded program(Program program) {
        Split split = Split.model(this);
        split.steps(program);
        List<Value> results = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        for (int i = 0; i < program.results().size(); i++) {
            Value result = program.results().get(i);
            if (split.isPair(result)) {
                refuse(result, new Refused("has a number for each two steps"));
            } else if (split.isKnown(result)) {
                outputs.add(i);
                results.add(split.step(result));
            }
        }
        if (problems.hasErrors()) {
            return null;
        }
        return new Decoded(
                axis,
                max,
                split.startProgram(program),
                new Program(split.stepValues(), results),
                outputs,
                positions,
                kept.floats());
    }

    /** Reports that {@code value}, a part of some node, cannot be computed step by step. */
    void refuse(Value value, Refused refused) {
        int end = value.name().indexOf(' ');
        String path = end < 0 ? value.name() : value.name().substring(0, end);
        Graph within = graph;
        Node top = null;
        Node node = null;
        StringBuilder place = new StringBuilder();
        StringBuilder made = new StringBuilder();
        for (String name : path.split("\\.")) {
            Graph inside = within;
            node = inside == null
                    ? null
                    : inside.nodes().stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElse(null);
            if (node == null) {
                throw new IllegalStateException("No node makes " + value);
            }
            if (top != null && inside != null) {
                place.append("In block ")
                        .append(inside.name())
                        .append(" of '")
                        .append(made)
                        .append("': ");
            }
            top = top == null ? node : top;
            made.append(made.length() == 0 ? "" : ".").append(name);
            within = node.block();
        }
        if (top == null || node == null) {
            throw new IllegalStateException("No node makes " + value);
        }
        problems.report(
                ProblemCode.DECODING,
                place + "Each step must follow from itself and those before it to be decoded along '" + axis + "'. '"
                        + path
                        + "', @" + node.layer() + ", " + refused.getMessage() + ". " + refused.remedy(),
                top.where());
    }
}

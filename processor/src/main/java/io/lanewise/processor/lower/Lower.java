package io.lanewise.processor.lower;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Lowered.ArgumentDecl.Range;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Lowered.Counted;
import io.lanewise.processor.ir.Lowered.NodeValue;
import io.lanewise.processor.ir.Lowered.OutputDecl;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a program of primitives from a checked graph. */
public final class Lower {
    private Lower() {}

    /** {@code graph}, of which nothing was reported, as a program. */
    public static Lowered graph(Graph graph) {
        Problems problems = new Problems();
        Lowered lowered = graph(graph, problems);
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return lowered;
    }

    /** The same; reports what cannot act on an axis of variable length, and is of no use then. */
    public static Lowered graph(Graph graph, Problems problems) {
        Builder builder = new Builder(new Builder.Randoms());
        List<ArgumentDecl> arguments = new ArrayList<>();
        List<AxisDecl> axes = new ArrayList<>();
        Map<String, Value> values = new HashMap<>();
        for (String name : graph.inputs()) {
            Type type = input(graph.node(name), axes);
            values.put(name, builder.add(name, type, new Op.Input(arguments.size())));
            arguments.add(new ArgumentDecl(name, type, false, 0));
        }
        List<NodeValue> nodes = new ArrayList<>();
        new GraphLowering(builder, graph, "", "", values, nodes, false, problems).lower();
        if (problems.hasErrors()) {
            return new Lowered(List.of(), List.of(), builder.program(List.of()), false, List.of(), Counted.ALL, axes);
        }

        List<OutputDecl> outputs = new ArrayList<>();
        List<Value> results = new ArrayList<>();
        List<Value> terms = new ArrayList<>();
        List<Trained> trained = new ArrayList<>();
        Map<Integer, Integer> classes = new HashMap<>();
        for (String name : graph.outputs()) {
            Node node = graph.node(name);
            Value value = known(values, name);
            outputs.add(new OutputDecl(name, value.type()));
            results.add(value);
            LossTerm term = node.loss();
            if (term != null) {
                try {
                    Value target = !term.hasTarget()
                            ? null
                            : term.target().isEmpty()
                                    ? argument(builder, arguments, node, term, value.type())
                                    : target(builder, node, known(values, term.target()), value.type(), classes);
                    trained.add(new Trained(node, term, value, target));
                } catch (RefusedAxis refused) {
                    GraphLowering.refuse(name, node, refused, problems);
                }
            }
        }
        Counting counting = new Counting();
        for (Trained each : trained) {
            Value weights = each.term.options().sampleWeights() ? weights(builder, arguments, each) : null;
            String mask = each.term.options().mask();
            Positions positions = new Positions(
                    builder,
                    each.node.name(),
                    each.value,
                    each.target,
                    mask.isEmpty() ? null : known(values, mask),
                    each.term.options().ignored(),
                    weights);
            LossLowering loss =
                    new LossLowering(builder, each.node.name(), each.term, each.value, each.target, positions);
            try {
                terms.add(loss.lower());
            } catch (RefusedAxis refused) {
                GraphLowering.refuse(each.node.name(), each.node, refused, problems);
            }
            counting.add(each.node.name(), each.term, each.value.type(), loss.divisor(), positions.counted());
        }
        if (!terms.isEmpty()) {
            for (Builder.Activity activity : builder.activities) {
                terms.add(new ActivityLowering(builder, activity).lower());
            }
            results.add(sum(builder, terms));
        }
        Program program = builder.program(results);
        return new Lowered(
                Indices.limited(arguments, program, classes),
                outputs,
                program,
                !terms.isEmpty(),
                nodes,
                counting.of(terms.size()),
                axes);
    }

    /** The type of an input; its axis of variable length is added to {@code axes}. */
    private static Type input(Node node, List<AxisDecl> axes) {
        List<Integer> dims = node.shape().dims();
        Type.Element element = Type.Element.valueOf(node.arguments().text("type"));
        Type type = new Type(Type.Kind.BATCH, element, dims);
        if (node.shape().axis().isEmpty() || node.arguments().integers("shape").get(0) != 0) {
            return type;
        }
        String name = node.shape().axis();
        if (axes.stream().noneMatch(axis -> axis.name().equals(name))) {
            axes.add(new AxisDecl(name, dims.get(0)));
        }
        List<String> names = new ArrayList<>(Collections.nCopies(dims.size(), ""));
        names.set(0, name);
        return type.withAxes(names);
    }

    /** A node with its loss, target and all. */
    private record Trained(
            Node node, LossTerm term, Value value, @Nullable Value target) {}

    /** The factors of the positions of {@code node} as an array of the caller. */
    private static Value weights(Builder builder, List<ArgumentDecl> arguments, Trained trained) {
        Node node = trained.node;
        List<Integer> dims = new ArrayList<>(node.shape().dims());
        dims.set(dims.size() - 1, 1);
        Type type = trained.value.type().withDims(dims);
        Value weights = builder.add(node.name() + " weights", type, new Op.Input(arguments.size()));
        arguments.add(new ArgumentDecl(LossTerm.weightsOf(node.name()), type, true, 0, Range.WEIGHTS, null));
        return weights;
    }

    /** The target of {@code node} as an array of the caller. */
    private static Value argument(Builder builder, List<ArgumentDecl> arguments, Node node, LossTerm term, Type of) {
        Type type = of;
        int classes = 0;
        if (term.function().equals("CROSS_ENTROPY") && term.labels().equals("CLASSES")) {
            classes = node.shape().width();
            type = labels(of);
        }
        Value target = builder.add(node.name() + " target", type, new Op.Input(arguments.size()));
        Range range = classes > 0 ? Range.ANY : range(term.function());
        arguments.add(new ArgumentDecl(
                node.name(), type, true, classes, range, term.options().ignored()));
        return target;
    }

    /** An integer for each row of the last axis. */
    private static Type labels(Type of) {
        List<Integer> dims = new ArrayList<>(of.dims());
        dims.set(dims.size() - 1, 1);
        return new Type(
                Type.Kind.BATCH, Type.Element.INT, dims, of.withDims(dims).axes());
    }

    /** A node as the target of {@code node}; an input of integers as labels, whose number of classes is noted. */
    private static Value target(Builder builder, Node node, Value found, Type of, Map<Integer, Integer> classes) {
        if (!(found.op() instanceof Op.Input input) || found.type().element() != Type.Element.INT) {
            return found;
        }
        Type type = labels(of);
        for (int i = 0; i < found.type().dims().size(); i++) {
            String axis = type.axis(i).isEmpty() ? found.type().axis(i) : type.axis(i);
            if (!type.axis(i).equals(found.type().axis(i))) {
                throw new RefusedAxis(axis, "cannot be that of the node or the target alone");
            }
        }
        classes.merge(input.argument(), node.shape().width(), Math::min);
        return found.type().equals(type)
                ? found
                : builder.add(node.name() + " target", type, new Op.Input(input.argument()));
    }

    private static Range range(String function) {
        return switch (function) {
            case "BINARY_CROSS_ENTROPY", "CROSS_ENTROPY", "KL_DIVERGENCE" -> Range.PROBABILITIES;
            case "HINGE", "SQUARED_HINGE" -> Range.SIGNS;
            case "POISSON" -> Range.NON_NEGATIVE;
            default -> Range.ANY;
        };
    }

    private static Value sum(Builder builder, List<Value> terms) {
        if (terms.size() == 1) {
            return terms.get(0);
        }
        Expr sum = Expressions.operand(0);
        for (int i = 1; i < terms.size(); i++) {
            sum = Expressions.add(sum, Expressions.operand(i));
        }
        return builder.add("loss", Type.scalar(), new Op.Map(sum, terms, "sum"));
    }

    private static Value known(Map<String, Value> values, String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No value for node '" + name + "'");
        }
        return value;
    }
}

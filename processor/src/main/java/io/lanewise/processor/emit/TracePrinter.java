package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Traced;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Prints {@code traced}, by which training finds the first node that is not finite: where each node's value lies, or, in the
 * words of training's {@code Recomputation}, how it is computed once more.
 */
final class TracePrinter {
    /** Nodes that one method lists. */
    private static final int RUN = 100;

    private final Plan.Section section;
    /** Numbers of the values that the words have named so far. */
    private final Map<Value, Integer> numbers = new IdentityHashMap<>();

    private final List<AxisDecl> axes;

    private TracePrinter(Plan.Section section, List<AxisDecl> axes) {
        this.section = section;
        this.axes = axes;
    }

    /** The method, and those it is cut into where there are many nodes. */
    static List<MethodSpec> methods(Plan.Section section, List<AxisDecl> axes) {
        List<String> nodes = new TracePrinter(section, axes).nodes();
        MethodSpec.Builder method = traced("traced");
        if (nodes.size() <= RUN) {
            return List.of(method.addCode(listed(nodes)).build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        List<CodeBlock> calls = new ArrayList<>();
        for (int from = 0; from < nodes.size(); from += RUN) {
            String name = "traced" + (from / RUN + 1);
            calls.add(CodeBlock.of("$L(n, arguments)", name));
            methods.add(MethodSpec.methodBuilder(name)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(TypeName.INT, "n")
                    .addParameter(RuntimeNames.BATCH, "arguments")
                    .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.TRACED))
                    .addCode(listed(nodes.subList(from, Math.min(nodes.size(), from + RUN))))
                    .build());
        }
        methods.add(method.addStatement(
                        "return $T.of($L).flatMap($T::stream).toList()",
                        Stream.class,
                        calls.stream().collect(CodeBlock.joining(", ")),
                        List.class)
                .build());
        return methods;
    }

    private static CodeBlock listed(List<String> items) {
        return new Code()
                .addCall("return List.of", items)
                .block(List.of(ClassName.get(List.class), RuntimeNames.TRACED));
    }

    private List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        for (Traced traced : section.traced()) {
            Type type = traced.value().type();
            boolean whole = type.outer() == 1 || type.width() % Layout.LANES == 0 || !axes.isEmpty();
            if (whole && traced.again().isEmpty() && !numbers.containsKey(traced.value())) {
                nodes.add(inMemory(traced));
            } else if (axes.isEmpty()) {
                // The words of what is computed again have sizes, not lengths.
                StringBuilder words = new StringBuilder();
                traced.again().forEach(value -> again(value, words));
                int number = number(traced.value(), words);
                nodes.add(CodeBlock.of("Traced.again($S, $S, $L)", traced.node(), words, number)
                        .toString());
            }
        }
        return nodes;
    }

    private String inMemory(Traced traced) {
        return inMemory(section, traced.node(), traced.value(), axes);
    }

    private static String inMemory(Plan.Section section, String node, Value value, List<AxisDecl> axes) {
        Type type = value.type();
        // Between rows there are only zeros.
        Extent size = type.outer() == 1 ? type.extent() : Layout.extent(type);
        return "new Traced(" + CodePrinter.quoted(node) + ", " + at(section.place(value)) + ", "
                + Lengths.inBatch(Layout.extent(type), axes) + ", " + Lengths.inBatch(size, axes) + ")";
    }

    private static MethodSpec.Builder traced(String name) {
        TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.TRACED);
        return CodePrinter.override(list, name)
                .addParameter(TypeName.INT, "n")
                .addParameter(RuntimeNames.BATCH, "arguments");
    }

    /** An offset for {@code n} examples. */
    static String at(Place place) {
        return place.perExample() == 0
                ? String.valueOf(place.fixed())
                : place.fixed() + " + " + place.perExample() + " * n";
    }

    /** {@code counted}, which says where it stands which rows of outputs count in the loss. */
    static MethodSpec counted(Plan.Section section, List<Lowered.NodeValue> positions, List<AxisDecl> axes) {
        List<String> all = positions.stream()
                .map(each -> inMemory(section, each.node(), each.value(), axes))
                .toList();
        return traced("counted").addCode(listed(all)).build();
    }

    private void again(Value value, StringBuilder words) {
        Op op = value.op();
        Type type = value.type();
        List<Integer> operands = new ArrayList<>();
        for (Value operand : Operands.of(value)) {
            operands.add(number(section.looped().fused().root(operand), words));
        }
        String what;
        if (op instanceof Op.Map map) {
            what = "map " + (type.batched() ? 1 : 0) + ' ' + type.size() + ' ' + type.width() + ' ' + operands.size()
                    + spaced(operands) + ExpressionPrinter.words(map);
        } else if (op instanceof Op.MatMul product && !product.transposeLeft()) {
            what = "product " + (product.transposeRight() ? 1 : 0) + spaced(operands);
        } else if (op instanceof Op.Reduce reduce && reduce.over() == Op.Reduce.Over.ROW) {
            what = (reduce.kind() == Op.Reduce.Kind.SUM ? "sum " : "max ")
                    + reduce.operand().type().width()
                    + spaced(operands);
        } else if (op instanceof Op.Random random) {
            what = random.kind() == Op.Random.Kind.FACTORS
                    ? "random " + type.size() + ' ' + type.width() + ' ' + random.node() + ' ' + random.rate()
                    : "uniform " + type.size() + ' ' + type.width() + ' ' + random.node();
        } else if (op instanceof Op.Transpose) {
            what = "transpose" + spaced(operands);
        } else if (op instanceof Op.Reshape || op instanceof Op.Detach) {
            what = "same" + spaced(operands) + ' ' + type.width();
        } else if (op instanceof Op.Count) {
            what = "count";
        } else if (op instanceof Op.Training) {
            what = "training";
        } else {
            throw new IllegalStateException("Not to be computed again: " + value);
        }
        define(value, words).append(what).append(';');
    }

    private StringBuilder define(Value value, StringBuilder words) {
        words.append(numbers.size()).append(' ');
        numbers.put(value, numbers.size());
        return words;
    }

    /** The number of an operand, whose memory is named where it is read first. */
    private int number(Value value, StringBuilder words) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        Place place = section.place(value);
        Type type = value.type();
        int number = numbers.size();
        StringBuilder line = define(value, words);
        switch (place.space()) {
            case ARGUMENT ->
                line.append("argument ")
                        .append(place.argument())
                        .append(' ')
                        .append(type.size())
                        .append(' ')
                        .append(type.width());
            case WEIGHTS -> {
                line.append(type.kind() == Type.Kind.TABLE ? "table " : "weights ")
                        .append(place.fixed());
                type.dims().forEach(dim -> words.append(' ').append(dim));
            }
            case SCRATCH -> {
                if (type.batched()) {
                    line.append("scratch ").append(place.fixed()).append(' ').append(place.perExample());
                    line.append(' ').append(type.size()).append(' ').append(type.width());
                } else {
                    line.append("row ").append(place.fixed()).append(' ').append(type.width());
                }
            }
            case CONSTANT -> {
                if (!(value.op() instanceof Op.Sinusoids)) {
                    throw new IllegalStateException("No node is made of the loss's numbers: " + value);
                }
                line.append("sinusoids ").append(type.outer()).append(' ').append(type.width());
            }
            case GRADIENT -> throw new IllegalStateException("A gradient in the forward section: " + value);
        }
        words.append(';');
        return number;
    }

    private static String spaced(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        numbers.forEach(number -> text.append(' ').append(number));
        return text.toString();
    }
}

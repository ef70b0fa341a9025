package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The methods that steps call, one for each distinct computation: the row kernels of the scalar and the vector class, what
 * chooses between the two, and products with the row kernel that follows them.
 */
final class Kernels {
    /** Parts of a softmax and other words that say nothing in a kernel's name. */
    private static final Set<String> SILENT =
            Set.of("centred", "exp", "add", "constant", "zeros", "sum", "broadcast", "pick", "logSum", "count");

    private final ClassName scalarClass;
    private final ClassName vectorClass;
    private final boolean vectors;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> rowKernels = new LinkedHashMap<>();
    private final Map<String, String> products = new LinkedHashMap<>();
    private final List<MethodSpec> scalar = new ArrayList<>();
    private final List<MethodSpec> vector = new ArrayList<>();
    private final List<MethodSpec> callers = new ArrayList<>();
    private final TakeOvers takeOvers = new TakeOvers();
    private final Set<String> variables;
    private final Geometries geometries = new Geometries(this::uniqueConstant);

    /** {@code names} are those that the class uses otherwise, {@code variables} those that hide constants where these are used. */
    Kernels(ClassName scalarClass, ClassName vectorClass, boolean vectors, Set<String> names, Set<String> variables) {
        this.variables = variables;
        this.scalarClass = scalarClass;
        this.vectorClass = vectorClass;
        this.vectors = vectors;
        this.names.addAll(names);
    }

    List<MethodSpec> scalarMethods() {
        return scalar;
    }

    List<MethodSpec> vectorMethods() {
        return vector;
    }

    /** Methods of the model's own class. */
    List<MethodSpec> callers() {
        return callers;
    }

    TakeOvers takeOvers() {
        return takeOvers;
    }

    Geometries geometries() {
        return geometries;
    }

    /** The method for the rows of {@code kernel}. */
    String rows(Step.Kernel kernel, Nest nest) {
        return rowKernels.computeIfAbsent(nest.toText() + randomText(nest), text -> {
            String name = unique(rowName(kernel, nest));
            scalar.addAll(new ScalarPrinter(nest).print(name));
            if (hasVectorForm(nest)) {
                vectorForm(name, nest);
                callers.add(chooser(name, nest, takeOvers.add(constant(name), name)));
            } else {
                callers.add(chooser(name, nest, ""));
            }
            return name;
        });
    }

    /** The method for what is computed when parameters are published: too seldom for a vector form to take over. */
    String once(Step.Kernel kernel, Nest nest) {
        return rowKernels.computeIfAbsent("once " + nest.toText(), text -> {
            String name = unique(rowName(kernel, nest));
            scalar.addAll(new ScalarPrinter(nest).print(name));
            callers.add(chooser(name, nest, ""));
            return name;
        });
    }

    private void vectorForm(String name, Nest nest) {
        if (ColumnSumPrinter.suits(nest)) {
            vector.addAll(new ColumnSumPrinter(nest).print(name));
        } else if (!SingleVectorPrinter.suits(nest)) {
            vector.addAll(new VectorPrinter(nest).print(name));
        } else if (nest.width() <= Layout.FEWEST) {
            vector.addAll(new SingleVectorPrinter(nest, "").print(name));
        } else {
            String inParts = unique(name + "InParts");
            vector.addAll(new SingleVectorPrinter(nest, inParts).print(name));
            vector.addAll(new VectorPrinter(nest).print(inParts));
        }
    }

    /** A kernel of numbers that are one for a row has nothing to put into lanes. */
    private boolean hasVectorForm(Nest nest) {
        return vectors && nest.passes().stream().anyMatch(pass -> !pass.column().isEmpty());
    }

    private static String randomText(Nest nest) {
        return nest.randoms().stream().map(Nest.Random::name).collect(Collectors.joining(","));
    }

    /** {@code biasRelu10} as {@code BIAS_RELU_10}. */
    static String constant(String name) {
        StringBuilder constant = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char before = i == 0 ? '_' : name.charAt(i - 1);
            boolean word = Character.isUpperCase(c)
                    ? Character.isLowerCase(before) || Character.isDigit(before)
                    : Character.isDigit(c) && Character.isLowerCase(before);
            constant.append(word ? "_" : "").append(Character.toUpperCase(c));
        }
        return constant.toString();
    }

    /**
     * All rows to the vector form once it has taken over, one slice of them before, none where there is no such form.
     *
     * @param takeOver the constant that decides; empty where there is no vector form
     */
    private MethodSpec chooser(String name, Nest nest, String takeOver) {
        List<ParameterSpec> parameters = NestPrinter.parameters(nest);
        Code code = new Code();
        if (!takeOver.isEmpty()) {
            // Rows of several widths are measured by their elements.
            String width = nest.anyWidth() ? ", width" : "";
            code.addStatement("int slice = $L.slice(from, to$L)", takeOver, width)
                    .addStatement("long start = $L.clock()", takeOver)
                    .addStatement("int calls = $L.calls(start, slice - from$L)", takeOver, width)
                    .beginControlFlow("for (int call = 0; call < calls; call++)");
            call(code, vectorClass, name, parameters, "from", "slice");
            code.endControlFlow()
                    .addStatement("long between = $L.clock()", takeOver)
                    .beginControlFlow("if (slice < to)");
            call(code, scalarClass, name, parameters, "slice", "to");
            code.endControlFlow()
                    .addCall(
                            takeOver + ".timed",
                            List.of(
                                    "calls * (slice - from)",
                                    "between - start",
                                    "to - slice",
                                    takeOver + ".clock() - between" + width));
        } else {
            call(code, scalarClass, name, parameters, "from", "to");
        }
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameters(parameters)
                .addCode("$L", code)
                .build();
    }

    private static void call(
            Code code, ClassName owner, String name, List<ParameterSpec> parameters, String from, String to) {
        List<String> arguments = new ArrayList<>();
        for (ParameterSpec parameter : parameters.subList(0, parameters.size() - 2)) {
            arguments.add(parameter.name());
        }
        arguments.add(from);
        arguments.add(to);
        code.addCall(owner.simpleName() + '.' + name, arguments);
    }

    /**
     * The method for a product over the batch and the rows that follow it. Its parameters are the left and right matrix, the
     * result, what {@link NestPrinter#parameters} lists but for the result and the range, the columns {@code inner} of the left
     * matrix, the floats from one of its rows to the next, and the range of rows.
     */
    String product(Step.Kernel kernel, Nest nest, Value head) {
        ProductPrinter printer = new ProductPrinter(rows(kernel, nest), nest, head);
        return products.computeIfAbsent(printer.key(), text -> {
            String name = unique("multiply" + capital(rows(kernel, nest)));
            callers.add(printer.alone(name));
            return name;
        });
    }

    /**
     * The same for the members of a team, who share the columns of a product of few rows. Instead of the range it takes the end of
     * the rows, and the member.
     */
    String sharedProduct(Step.Kernel kernel, Nest nest, Value head) {
        String name = product(kernel, nest, head);
        return products.computeIfAbsent("shared " + name, text -> {
            callers.add(new ProductPrinter(rows(kernel, nest), nest, head).shared(name));
            return name;
        });
    }

    /** The method for a convolution and its rows by lines; its parameters are those of {@link LinesPrinter}. */
    String lines(Step.Lines lines, Nest nest) {
        String rows = rows(lines.rows(), nest);
        LinesPrinter printer = new LinesPrinter(rows, nest, lines.convolution().named());
        return products.computeIfAbsent(printer.key(), text -> {
            String name = unique("convolve" + capital(rows));
            callers.add(printer.method(name));
            return name;
        });
    }

    /** The method for products, rows and products by blocks; its parameters are those of {@link TilesPrinter}. */
    String tiles(TilesPrinter printer) {
        String rows = rows(printer.kernel(), printer.nest());
        return products.computeIfAbsent(rows + '/' + printer.key(), text -> {
            String name = unique("multiply" + capital(rows) + "Multiply");
            callers.add(printer.method(name, rows));
            return name;
        });
    }

    // ---- names

    private static String rowName(Step.Kernel kernel, Nest nest) {
        List<String> words = new ArrayList<>();
        for (Value row : kernel.rows()) {
            String label =
                    row.op() instanceof Op.Map map ? map.label() : row.op() instanceof Op.MatMul ? "multiply" : "";
            if (!label.isEmpty() && !SILENT.contains(label) && !words.contains(label)) {
                words.add(label);
            }
        }
        if (words.isEmpty()) {
            words.add(kernel.rows().get(0).op() instanceof Op.Map map ? map.label() : "reduce");
        }
        if (words.size() > 4) {
            words = List.of(words.get(0), words.get(1), words.get(words.size() - 2), words.get(words.size() - 1));
        }
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            name.append(name.isEmpty() ? word : capital(word));
        }
        return !nest.anyWidth() ? name.toString() + nest.width() : nest.isWhole() ? name.toString() : name + "Ragged";
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String uniqueConstant(String base) {
        String name = unique(base);
        while (variables.contains(name)) {
            name = unique(base);
        }
        return name;
    }

    private String unique(String base) {
        String name = base;
        boolean numbered = Character.isDigit(base.charAt(base.length() - 1));
        for (int i = 2; !names.add(name); i++) {
            name = !numbered ? base + i : i <= 26 ? base + (char) ('a' + i - 1) : base + '_' + i;
        }
        return name;
    }
}

package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The methods that steps call, one for each distinct computation: the row kernels of the scalar and the vector class, what
 * chooses between the two, and products with the row kernel that follows them.
 */
final class Kernels {
    /** Examples that a product and its row kernel do in turn, so that the rows are still in cache: tiles have 6 or 12 rows. */
    private static final int BLOCK = 48;

    /** Parts of a softmax and other words that say nothing in a kernel's name. */
    private static final Set<String> SILENT =
            Set.of("centred", "exp", "add", "constant", "zeros", "sum", "broadcast", "pick", "logSum", "count");

    private final ClassName scalarClass;
    private final ClassName vectorClass;
    private final boolean vectors;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> rowKernels = new LinkedHashMap<>();
    private final Map<String, String> products = new LinkedHashMap<>();
    private final Set<ClassName> scalarTypes = new TreeSet<>();
    private final Set<ClassName> vectorTypes = new TreeSet<>();
    private final List<MethodSpec> scalar = new ArrayList<>();
    private final List<MethodSpec> vector = new ArrayList<>();
    private final List<MethodSpec> callers = new ArrayList<>();
    private final List<FieldSpec> takeOvers = new ArrayList<>();

    /** {@code names} are those that the class uses otherwise. */
    Kernels(ClassName scalarClass, ClassName vectorClass, boolean vectors, Set<String> names) {
        this.scalarClass = scalarClass;
        this.vectorClass = vectorClass;
        this.vectors = vectors;
        this.names.addAll(names);
    }

    /** Classes that the scalar methods name. */
    Set<ClassName> scalarTypes() {
        return scalarTypes;
    }

    /** Classes that the vector methods name. */
    Set<ClassName> vectorTypes() {
        return vectorTypes;
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

    List<FieldSpec> takeOvers() {
        return takeOvers;
    }

    /** The method for the rows of {@code kernel}. */
    String rows(Step.Kernel kernel, Nest nest) {
        return rowKernels.computeIfAbsent(nest.toText() + randomText(nest), text -> {
            String name = unique(rowName(kernel, nest));
            scalar.add(new ScalarPrinter(nest).print(name, scalarTypes));
            if (hasVectorForm(nest)) {
                vector.add(new VectorPrinter(nest).print(name, vectorTypes));
                takeOvers.add(takeOver(name));
            }
            callers.add(chooser(name, nest));
            return name;
        });
    }

    /** A kernel of numbers that are one for a row has nothing to put into lanes. */
    private boolean hasVectorForm(Nest nest) {
        return vectors && nest.passes().stream().anyMatch(pass -> !pass.column().isEmpty());
    }

    private static String randomText(Nest nest) {
        return nest.randoms().stream().map(Nest.Random::name).collect(Collectors.joining(","));
    }

    private FieldSpec takeOver(String name) {
        return FieldSpec.builder(
                        RuntimeNames.TAKE_OVER, constant(name), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of(VECTORS, $S)", RuntimeNames.TAKE_OVER, name)
                .build();
    }

    /** {@code biasRelu128} as {@code BIAS_RELU_128}. */
    static String constant(String name) {
        return name.replaceAll("([a-z])([A-Z0-9])", "$1_$2")
                .replaceAll("([0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }

    /** All rows to the vector form once it has taken over, one slice of them before, none where there is no such form. */
    private MethodSpec chooser(String name, Nest nest) {
        List<ParameterSpec> parameters = NestPrinter.parameters(nest);
        CodeBlock.Builder code = CodeBlock.builder();
        if (hasVectorForm(nest)) {
            String takeOver = constant(name);
            code.addStatement("int slice = $L.slice(from, to)", takeOver)
                    .addStatement("long start = $L.clock()", takeOver)
                    .beginControlFlow("if (slice > from)")
                    .addStatement(call(vectorClass, name, parameters, "from", "slice"))
                    .endControlFlow()
                    .addStatement("long between = $L.clock()", takeOver)
                    .beginControlFlow("if (slice < to)")
                    .addStatement(call(scalarClass, name, parameters, "slice", "to"))
                    .endControlFlow()
                    .addStatement(
                            "$L.timed(slice - from, between - start, to - slice, $L.clock() - between)",
                            takeOver,
                            takeOver);
        } else {
            code.addStatement(call(scalarClass, name, parameters, "from", "to"));
        }
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameters(parameters)
                .addCode(code.build())
                .build();
    }

    private static CodeBlock call(
            ClassName owner, String name, List<ParameterSpec> parameters, String from, String to) {
        List<CodeBlock> arguments = parameters.subList(0, parameters.size() - 2).stream()
                .map(p -> CodeBlock.of("$L", p.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        arguments.add(CodeBlock.of("$L", from));
        arguments.add(CodeBlock.of("$L", to));
        return CodeBlock.of("$T.$L($L)", owner, name, arguments.stream().collect(CodeBlock.joining(", ")));
    }

    /**
     * The method for a product over the batch and the rows that follow it. Its parameters are the left and right matrix, the
     * result, and what {@link NestPrinter#parameters} lists but for the result and the range.
     */
    String product(Step.Kernel kernel, Nest nest, Value head, int leftStride) {
        Op.MatMul product = (Op.MatMul) head.op();
        int k = product.left().type().size();
        int n = head.type().size();
        String rows = rows(kernel, nest);
        Memory result = memoryOf(nest, head);
        String key = rows + '/' + leftStride + '/' + k + '/' + n + '/' + (result == null ? "" : result.name());
        return products.computeIfAbsent(key, text -> {
            String name = unique("multiply" + k + "x" + n + capital(rows));
            callers.add(productMethod(name, rows, nest, result, k, n, leftStride));
            return name;
        });
    }

    static @org.jspecify.annotations.Nullable Memory memoryOf(Nest nest, Value value) {
        return nest.memories().stream()
                .filter(m -> m.value() == value)
                .findFirst()
                .orElse(null);
    }

    private static MethodSpec productMethod(
            String name,
            String rows,
            Nest nest,
            @org.jspecify.annotations.Nullable Memory result,
            int k,
            int n,
            int leftStride) {
        int stride = Layout.pad(n);
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(ArrayTypeName.of(TypeName.FLOAT), "left")
                .addParameter(TypeName.INT, "leftAt")
                .addParameter(ArrayTypeName.of(TypeName.FLOAT), "right")
                .addParameter(TypeName.INT, "rightAt")
                .addParameter(ArrayTypeName.of(TypeName.FLOAT), "product")
                .addParameter(TypeName.INT, "productAt");
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterSpec parameter : NestPrinter.parameters(nest)) {
            String own = parameter.name();
            if (result != null && own.equals(result.name())) {
                arguments.add(CodeBlock.of("product"));
            } else if (result != null && own.equals(result.name() + "At")) {
                arguments.add(CodeBlock.of("productAt"));
            } else if (own.equals("from")) {
                arguments.add(CodeBlock.of("from"));
            } else if (own.equals("to")) {
                arguments.add(CodeBlock.of("to"));
            } else {
                method.addParameter(parameter);
                arguments.add(CodeBlock.of("$L", own));
            }
        }
        return method.addParameter(TypeName.INT, "n")
                .beginControlFlow("for (int from = 0; from < n; from += $L)", BLOCK)
                .addStatement("int to = Math.min(n, from + $L)", BLOCK)
                .addStatement(
                        "$T.multiply(to - from, $L, $L, left, leftAt + from * $L, $L, 1,$Wright, rightAt, $L, $L,$W"
                                + "product, productAt + from * $L, $L, $L, false)",
                        RuntimeNames.GEMM,
                        stride,
                        k,
                        leftStride,
                        leftStride,
                        Layout.LANES,
                        k * Layout.LANES,
                        stride,
                        stride,
                        Layout.LANES)
                .addStatement("$L($L)", rows, arguments.stream().collect(CodeBlock.joining(", ")))
                .endControlFlow()
                .build();
    }

    // ---- names

    private static String rowName(Step.Kernel kernel, Nest nest) {
        List<String> words = new ArrayList<>();
        for (Value row : kernel.rows()) {
            String label = row.op() instanceof Op.Map map ? map.label() : "";
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
        return name.toString() + nest.width();
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String unique(String base) {
        String name = base;
        for (char letter = 'b'; !names.add(name); letter++) {
            name = base + letter;
        }
        return name;
    }
}

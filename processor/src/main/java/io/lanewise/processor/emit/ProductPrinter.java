package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Prints the methods of a product over the batch and the rows that follow it. */
final class ProductPrinter {
    private static final String LANES = String.valueOf(Layout.LANES);

    private final String rows;
    private final Nest nest;
    private final @Nullable Memory result;
    private final String stride;
    private final boolean inPanels;

    /** {@code rows} is the method for the rows. */
    ProductPrinter(String rows, Nest nest, Value head) {
        this.rows = rows;
        this.nest = nest;
        this.result = nest.memoryOf(head).orElse(null);
        // A product as wide as its rows has their width, whatever it is.
        this.stride = !nest.anyWidth() || head.type().width() != nest.width()
                ? String.valueOf(Layout.pad(head.type().width()))
                : nest.isWhole() ? "width" : "stride";
        this.inPanels = ((Op.MatMul) head.op()).right().type().isMatrix();
    }

    /** What tells two such methods apart. */
    String key() {
        return rows + '/' + stride + '/' + inPanels + '/' + (result == null ? "" : result.name());
    }

    /** The method that one thread runs: some rows of the product, and what follows, in turn. */
    MethodSpec alone(String name) {
        Code code = declarations();
        String block = "Gemm.block(" + stride + ", inner)";
        if (nest.outer() != 1) {
            block = "Math.max(1, " + block + " / " + outer() + ")";
        }
        code.addStatement("int block = $L", block)
                .beginControlFlow("for (int from = first; from < end; from += block)")
                .addStatement("int to = Math.min(end, from + block)")
                .addCall("Gemm.multiply", product("from", nest.outer() == 1 ? "to - from" : "(to - from)"))
                .addCall(rows, rows("from", "to"))
                .endControlFlow();
        return method(name)
                .addParameter(TypeName.INT, "first")
                .addParameter(TypeName.INT, "end")
                .addCode(code.block(RuntimeNames.IN_PASSES))
                .build();
    }

    /** The method that the members of a team run: of few rows each has columns of the product, of many each its rows. */
    MethodSpec shared(String name) {
        MethodSpec.Builder method = method(name);
        List<Object> arguments = new ArrayList<>();
        method.build().parameters().forEach(parameter -> arguments.add(parameter.name()));
        arguments.addAll(List.of("member.from(end)", "member.to(end)"));
        Code columns = declarations();
        List<Object> product = new ArrayList<>(List.of("member"));
        product.addAll(product("0", "end"));
        columns.addCall("Gemm.multiply", product)
                .addStatement("member.barrier()")
                .addCall(rows, rows("member.from(end)", "member.to(end)"));
        Code code = new Code()
                .beginControlFlow("if (!member.sharesColumns(end))")
                .addCall(name, arguments)
                .addStatement("return")
                .endControlFlow();
        return method.addParameter(TypeName.INT, "end")
                .addParameter(RuntimeNames.MEMBER, "member")
                .addCode(Code.block(code.toString() + columns, RuntimeNames.IN_PASSES))
                .build();
    }

    private Code declarations() {
        return stride.equals("stride")
                ? new Code().addStatement("int stride = width + $L & -$L", Layout.LANES - 1, Layout.LANES)
                : new Code();
    }

    /** The arrays of the product, what {@link NestPrinter#parameters} lists but for those and the range, and the sizes of the left matrix. */
    private MethodSpec.Builder method(String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        for (String array : List.of("left", "right", "product")) {
            method.addParameter(ArrayTypeName.of(TypeName.FLOAT), array).addParameter(TypeName.INT, array + "At");
        }
        for (ParameterSpec parameter : NestPrinter.parameters(nest)) {
            String own = parameter.name();
            boolean range = own.equals("from") || own.equals("to");
            if (!range && named(own).equals(own)) {
                method.addParameter(parameter);
            }
        }
        return method.addParameter(TypeName.INT, "inner").addParameter(TypeName.INT, "leftStride");
    }

    /** A parameter of the rows in the words of the method. */
    private String named(String parameter) {
        if (result == null || !parameter.startsWith(result.name())) {
            return parameter;
        }
        String rest = parameter.substring(result.name().length());
        return rest.isEmpty() || rest.equals("At") ? "product" + rest : parameter;
    }

    private List<String> rows(String from, String to) {
        return NestPrinter.parameters(nest).stream()
                .map(parameter -> switch (parameter.name()) {
                    case "from" -> from;
                    case "to" -> to;
                    default -> named(parameter.name());
                })
                .collect(Collectors.toList());
    }

    /** The arguments of the product of {@code count} rows, or what counts as such, from {@code from} on. */
    private List<String> product(String from, String count) {
        String each = nest.outer() == 1 ? "" : " * " + outer();
        List<String> arguments = new ArrayList<>(List.of(
                count + each,
                stride,
                "inner",
                "left",
                plus("leftAt", from, each + " * leftStride"),
                "leftStride",
                "1",
                "right",
                "rightAt",
                inPanels ? LANES : stride,
                inPanels ? "inner * " + LANES : LANES,
                "product",
                plus("productAt", from, each + " * " + stride),
                stride,
                LANES,
                "false"));
        return arguments;
    }

    /** Rows of the product in what counts as one. */
    private String outer() {
        return nest.anyRows() ? "rows" : String.valueOf(nest.outer());
    }

    private static String plus(String at, String from, String times) {
        return from.equals("0") ? at : at + " + " + from + times;
    }
}

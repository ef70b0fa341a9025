package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Prints the method of {@link Step.Lines}. Its parameters are the sizes, the number of examples, images, filters, what the
 * convolution gives, and its scratch; what {@link NestPrinter#parameters} lists but for that and the range; lines and pixels of a
 * line, and which lines.
 */
final class LinesPrinter {
    private final String rows;
    private final Nest nest;
    private final boolean pools;
    /** The kernel's name for what the convolution gives. */
    private final String given;

    /** {@code rows} is the method for the rows. */
    LinesPrinter(String rows, Nest nest, Value convolution) {
        this.rows = rows;
        this.nest = nest;
        this.pools = ((Op.Conv) convolution.op()).maxima() != null;
        this.given = nest.memoryOf(convolution).map(Memory::name).orElse("");
    }

    /** What tells two such methods apart. */
    String key() {
        return "lines of " + rows + '/' + given + (pools ? "/maxima" : "");
    }

    MethodSpec method(String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeNames.CONVOLUTION, "window");
        List<String> lines = new ArrayList<>(List.of("example", "first", "end"));
        if (pools) {
            method.addParameter(RuntimeNames.POOLING, "maxima");
            lines.add(0, "maxima");
        }
        method.addParameter(TypeName.INT, "examples");
        for (String array : List.of("image", "filters", "result", "scratch")) {
            method.addParameter(ArrayTypeName.of(TypeName.FLOAT), array).addParameter(TypeName.INT, array + "At");
            lines.addAll(List.of(array, array + "At"));
        }
        List<String> arguments = new ArrayList<>();
        for (ParameterSpec parameter : NestPrinter.parameters(nest)) {
            String own = parameter.name();
            if (own.equals("from") || own.equals("to")) {
                arguments.add("(example * lines + " + (own.equals("from") ? "first" : "end") + ") * across");
            } else if (!given.isEmpty() && (own.equals(given) || own.equals(given + "At"))) {
                arguments.add("result" + own.substring(given.length()));
            } else {
                arguments.add(own);
                method.addParameter(parameter);
            }
        }
        for (String size : List.of("lines", "across", "first", "end")) {
            method.addParameter(TypeName.INT, size);
        }
        Code code = new Code()
                .beginControlFlow("for (int example = 0; example < examples; example++)")
                .addCall(pools ? "window.linesOfMaxima" : "window.lines", lines)
                .addCall(rows, arguments)
                .endControlFlow();
        return method.addCode(code.block(RuntimeNames.IN_PASSES)).build();
    }
}

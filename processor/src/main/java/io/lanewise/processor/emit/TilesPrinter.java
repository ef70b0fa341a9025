package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Prints the method of {@link Step.Tiles}. For each matrix and each block of its rows it multiplies, calls the kernel of the rows,
 * and multiplies again.
 *
 * <p>Its parameters are the left and right matrices, those of the last product and the result; what {@link NestPrinter#parameters}
 * lists but for the range; which matrices and of how many rows; the columns of the left ones, and the floats from one row of
 * those and of the result to the next; where the kernel reads a row for all of an example, the matrices of an example, and for each
 * such row the floats from one example to the next.
 */
final class TilesPrinter {
    private final Step.Tiles tiles;
    private final Nest nest;
    /** Floats from one row of a block to the next, in the words of the method. */
    private final String stride;

    TilesPrinter(Step.Tiles tiles, Nest nest) {
        this.tiles = tiles;
        this.nest = nest;
        this.stride = !nest.anyWidth() ? String.valueOf(Layout.pad(nest.width())) : nest.isWhole() ? "width" : "stride";
    }

    Step.Kernel kernel() {
        return tiles.rows();
    }

    Nest nest() {
        return nest;
    }

    /** What tells two methods of one kernel of rows apart. */
    String key() {
        StringBuilder key = new StringBuilder("tiles of ").append(tiles.block());
        nest.memories().forEach(memory -> key.append(tiles.isOfBlock(memory.value()) ? " block" : " all"));
        return key.append(' ')
                .append(named(tiles.first()))
                .append(' ')
                .append(named(tiles.last()))
                .toString();
    }

    /** Rows that are one for all rows of an example. */
    List<Memory> ofExamples() {
        return nest.memories().stream()
                .filter(memory -> memory.access() == Nest.Access.COLUMN && nest.step(memory) == 0)
                .toList();
    }

    /** The parameter that holds {@code value}. */
    private String named(Value value) {
        return nest.memoryOf(value)
                .map(Memory::name)
                .orElseThrow(() -> new IllegalStateException("No block of " + value));
    }

    MethodSpec method(String name, String rows) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        for (String array : List.of("left", "right", "values", "result")) {
            method.addParameter(ArrayTypeName.of(TypeName.FLOAT), array).addParameter(TypeName.INT, array + "At");
        }
        Map<String, String> moved = moved();
        List<String> arguments = new ArrayList<>();
        for (ParameterSpec parameter : NestPrinter.parameters(nest)) {
            arguments.add(moved.getOrDefault(parameter.name(), parameter.name()));
            if (!parameter.name().equals("from") && !parameter.name().equals("to")) {
                method.addParameter(parameter);
            }
        }
        for (String size : List.of("first", "end", "rows", "inner", "leftStride", "resultStride")) {
            method.addParameter(TypeName.INT, size);
        }
        if (!ofExamples().isEmpty()) {
            method.addParameter(TypeName.INT, "each");
            ofExamples().forEach(memory -> method.addParameter(TypeName.INT, memory.name() + "Stride"));
        }
        return method.addCode(body(rows, arguments).block(RuntimeNames.IN_PASSES))
                .build();
    }

    /** By parameter, where rows of the running matrix begin: the kernel counts them from the first of that. */
    private Map<String, String> moved() {
        Map<String, String> moved = new HashMap<>();
        for (Memory memory : nest.memories()) {
            String at = memory.name() + "At";
            if (tiles.isOfBlock(memory.value())) {
                moved.put(at, at + " - from * " + stride);
            } else if (memory.access() == Nest.Access.COLUMN && nest.step(memory) == 0) {
                moved.put(at, at + " + matrix / each * " + memory.name() + "Stride");
            } else if (memory.access() == Nest.Access.COLUMN) {
                moved.put(at, at + " + matrix * rows * " + stride);
            }
        }
        return moved;
    }

    private Code body(String rows, List<String> arguments) {
        String lanes = String.valueOf(Layout.LANES);
        String width = nest.anyWidth() ? "width" : String.valueOf(nest.width());
        String first = named(tiles.first());
        String last = named(tiles.last());
        Code code = new Code();
        if (stride.equals("stride")) {
            code.addStatement("int stride = width + $L & -$L", Layout.LANES - 1, Layout.LANES);
        }
        code.beginControlFlow("for (int matrix = first; matrix < end; matrix++)")
                .addStatement("int row = matrix * rows")
                .beginControlFlow("for (int from = 0; from < rows; from += $L)", tiles.block())
                .addStatement("int to = Math.min(rows, from + $L)", tiles.block())
                .addCall(
                        "Gemm.multiply",
                        List.of(
                                "to - from",
                                stride,
                                "inner",
                                "left",
                                "leftAt + (row + from) * leftStride",
                                "leftStride",
                                "1",
                                "right",
                                "rightAt + matrix * inner * " + stride,
                                stride,
                                lanes,
                                first,
                                first + "At",
                                stride,
                                lanes,
                                "false"))
                .addCall(rows, arguments)
                .addCall(
                        "Gemm.multiply",
                        List.of(
                                "to - from",
                                "resultStride",
                                width,
                                last,
                                last + "At",
                                stride,
                                "1",
                                "values",
                                "valuesAt + matrix * " + width + " * resultStride",
                                "resultStride",
                                lanes,
                                "result",
                                "resultAt + (row + from) * resultStride",
                                "resultStride",
                                lanes,
                                "false"));
        return code.endControlFlow().endControlFlow();
    }
}

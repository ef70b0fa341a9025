package io.lanewise.processor.emit;

import com.palantir.javapoet.MethodSpec;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Access;
import io.lanewise.processor.ir.Nest.Memory;
import java.util.List;

/**
 * The vector form of narrow rows that are added up, such as the pixels of few channels for the gradient of a bias: column by column,
 * so that a sum stays in a register from row to row. In memory each row would wait for what the one before it has stored: 784
 * rows of 16 took 6 µs. The order of each sum is that of the rows, as elsewhere.
 */
final class ColumnSumPrinter extends VectorPrinter {
    ColumnSumPrinter(Nest nest) {
        super(nest);
    }

    /** Whether {@code nest} gains by it: wider rows have sums enough that do not wait for each other. */
    static boolean suits(Nest nest) {
        return nest.outer() > 1
                && nest.isWhole()
                && nest.width() <= 2 * Layout.LANES
                && nest.randoms().isEmpty()
                && nest.passes().size() == 1
                && nest.passes().get(0).row().isEmpty()
                && !nest.passes().get(0).reduces()
                && nest.memories().stream().anyMatch(ColumnSumPrinter::isOverRows)
                && nest.memories().stream().allMatch(memory -> isOverRows(memory) || memory.use() != Nest.Use.ADD)
                && nest.memories().stream()
                        .allMatch(memory -> memory.access() == Access.COLUMN || memory.access() == Access.ALL_ROWS);
    }

    /** Whether all rows of an example are added to one. */
    private static boolean isOverRows(Memory memory) {
        return memory.use() == Nest.Use.ADD && memory.rowStride() == 0;
    }

    @Override
    List<MethodSpec> print(String method) {
        List<Memory> sums =
                nest.memories().stream().filter(ColumnSumPrinter::isOverRows).toList();
        Code code = new Code()
                .beginControlFlow("for (int example = from; example < to; example++)")
                .beginControlFlow("for (int j = 0; j < $L; j += $T.LENGTH)", width, RuntimeNames.LANES);
        for (Memory sum : sums) {
            String start =
                    sum.isSum() ? load(sum) : Code.of("$T.zero($T.S)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES);
            rowOffset(code, sum);
            code.addStatement("$T $L = $L", RuntimeNames.FLOAT_VECTOR, lanes(sum), start);
        }
        code.beginControlFlow("for (int row = 0; row < $L; row++)", nest.anyRows() ? "rows" : outer);
        nest.memories().stream().filter(memory -> !sums.contains(memory)).forEach(memory -> rowOffset(code, memory));
        body(code, nest.passes().get(0), false);
        code.endControlFlow();
        sums.forEach(sum -> code.addStatement("$L.intoArray($L, $L)", lanes(sum), sum.name(), element(sum)));
        code.endControlFlow().endControlFlow();
        return List.of(method(method, code));
    }

    private static String lanes(Memory sum) {
        return sum.name() + "Lanes";
    }

    @Override
    void add(Code code, Nest.Add add, boolean tail) {
        code.addStatement("$L = $L.add($L)", lanes(add.to()), lanes(add.to()), vector(add.from()));
    }
}

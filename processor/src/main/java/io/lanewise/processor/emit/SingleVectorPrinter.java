package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Op;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The vector form of rows that one hardware vector holds, in several passes: no loops, and what a pass stores for a later one is
 * still in a register then. Where the hardware has fewer lanes, the rows are left to the form in parts.
 */
final class SingleVectorPrinter extends VectorPrinter {
    private final String inParts;
    /** What the passes so far have stored: names of locals. */
    private final Map<Memory, String> stored = new IdentityHashMap<>();

    private int reductions;

    /** {@code inParts} is the method for hardware of fewer lanes; empty where none has fewer than the row is wide. */
    SingleVectorPrinter(Nest nest, String inParts) {
        super(nest);
        this.inParts = inParts;
    }

    /** Whether {@code nest} gains by it. */
    static boolean suits(Nest nest) {
        long loops =
                nest.passes().stream().filter(pass -> !pass.column().isEmpty()).count();
        return nest.isNarrow() && loops > 1 && !nest.isLong();
    }

    @Override
    String opening() {
        Code code = new Code();
        if (!inParts.isEmpty()) {
            code.beginControlFlow("if ($T.LENGTH < $L)", RuntimeNames.LANES, nest.width())
                    .addCall(
                            inParts,
                            NestPrinter.parameters(nest).stream()
                                    .map(parameter -> parameter.name())
                                    .toList())
                    .addStatement("return")
                    .endControlFlow();
        }
        code.addStatement("int j = 0");
        if (!nest.isWhole()) {
            code.addStatement("int below = $L", width);
        }
        return code.toString();
    }

    @Override
    void columns(Code code, Nest.Pass pass) {
        reductions = 0;
        body(code, pass, !nest.isWhole());
        for (Nest.Instruction instruction : pass.column()) {
            // Where one vector of 16 lanes is needed, nothing is behind it.
            if (instruction instanceof Nest.Store store && 2 * nest.width() <= Layout.LANES) {
                Memory memory = store.to();
                code.beginControlFlow(
                                "for (int lane = $T.LENGTH; lane < $L; lane += $T.LENGTH)",
                                RuntimeNames.LANES,
                                Layout.LANES,
                                RuntimeNames.LANES)
                        .addStatement(
                                "$T.zero($T.S).intoArray($L, $LRow + lane)",
                                RuntimeNames.FLOAT_VECTOR,
                                RuntimeNames.LANES,
                                memory.name(),
                                memory.name())
                        .endControlFlow();
            }
        }
    }

    @Override
    String load(Memory memory) {
        String known = stored.get(memory);
        return known != null ? known : super.load(memory);
    }

    @Override
    void store(Code code, Memory memory, String value, boolean tail) {
        super.store(code, memory, value, tail);
        stored.put(memory, value);
    }

    /** The lanes of the row itself are all that the tree reads. */
    @Override
    void reduce(Code code, Nest.Reduce reduce, boolean tail) {
        String value = vector(reduce.from());
        if (reduce.kind() == Op.Reduce.Kind.SUM) {
            value = Code.of("$T.zero($T.S).add($L)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES, value);
        }
        code.addStatement("$L.intoArray(r, $L)", value, lanes(reductions++));
    }
}

package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Access;
import io.lanewise.processor.ir.Nest.Memory;
import java.util.List;

/**
 * The vector form: hardware vectors of the columns, whole virtual vectors first, then the ragged tail, whose lanes beyond the
 * end become the identity of a sum or maximum and the zeros of the padding. Where much is computed, one loop does both.
 */
class VectorPrinter extends VectorStatements {
    /**
     * Instructions of a pass, fewer than those of an exponential, above which its loop is printed once. What C2 inlines while it parses
     * is limited, by 18,000 nodes or some 50 operations of vectors; the calls behind are inlined later, and then a vector that one
     * turn or loop hands on to the next may stay an object, made in each call.
     */
    private static final int LARGE = 32;

    VectorPrinter(Nest nest) {
        super(nest);
    }

    @Override
    boolean padsItself() {
        return true;
    }

    /** One number of an example: a vector of zeros takes less time than a call that fills. */
    @Override
    final boolean clearsFirst(Memory memory) {
        return memory.access() == Access.ROW;
    }

    @Override
    final void clear(Code code, Memory memory) {
        code.beginControlFlow("for (int lane = 0; lane < $L; lane += $T.LENGTH)", Layout.LANES, RuntimeNames.LANES)
                .addStatement(
                        "$T.zero($T.S).intoArray($L, $LRow + lane)",
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        memory.name(),
                        memory.name())
                .endControlFlow();
    }

    @Override
    void columns(Code code, Nest.Pass pass) {
        boolean hasFull = nest.width() >= Layout.LANES || nest.anyWidth();
        if (hasFull && !nest.isWhole() && (isLarge(pass) || pass.reduces() && isBehindLarge(pass))) {
            inOneLoop(code, pass);
            return;
        }
        List<Nest.Reduce> reductions = pass.reductions();
        boolean reduces = !reductions.isEmpty();
        if (reduces) {
            code.beginControlFlow("for (int part = 0; part < $L; part += $T.LENGTH)", Layout.LANES, RuntimeNames.LANES);
            for (Nest.Reduce reduce : reductions) {
                code.addStatement(
                        "$T $L = $T.broadcast($T.S, $L)",
                        RuntimeNames.FLOAT_VECTOR,
                        accumulator(reduce),
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        identity(reduce.kind()));
            }
        }
        if (hasFull) {
            if (reduces) {
                code.beginControlFlow("for (int j = part; j < $L; j += $L)", full, Layout.LANES);
            } else {
                code.beginControlFlow("for (int j = 0; j < $L; j += $T.LENGTH)", full, RuntimeNames.LANES);
            }
            body(code, pass, false);
            code.endControlFlow();
        }
        if (!nest.isWhole()) {
            if (reduces) {
                code.beginControlFlow("for (int j = $L; j < $L; j += $L)", plusPart(), width, Layout.LANES);
            } else {
                code.beginControlFlow("for (int j = $L; j < $L; j += $T.LENGTH)", full, padded(), RuntimeNames.LANES);
            }
            code.addStatement("int below = $L - j", width);
            body(code, pass, true);
            code.endControlFlow();
            if (reduces) {
                emptyTail(code, pass);
            }
        }
        if (reduces) {
            for (int i = 0; i < reductions.size(); i++) {
                code.addStatement("$L.intoArray(r, $L + part)", accumulator(reductions.get(i)), lanes(i));
            }
            code.endControlFlow();
        }
    }

    /** Whole vectors and the tail by the same statements, which part only where they write; sums and maxima stay in memory. */
    private void inOneLoop(Code code, Nest.Pass pass) {
        List<Nest.Reduce> reductions = pass.reductions();
        if (!reductions.isEmpty()) {
            code.beginControlFlow("for (int lane = 0; lane < $L; lane += $T.LENGTH)", Layout.LANES, RuntimeNames.LANES);
            for (int i = 0; i < reductions.size(); i++) {
                code.addStatement(
                        "$T.broadcast($T.S, $L).intoArray(r, $L + lane)",
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        identity(reductions.get(i).kind()),
                        lanes(i));
            }
            code.endControlFlow();
        }
        code.beginControlFlow("for (int j = 0; j < $L; j += $T.LENGTH)", width, RuntimeNames.LANES);
        for (Nest.Instruction instruction : pass.column()) {
            if (!Nest.writes(instruction)) {
                instruction(code, instruction, false);
            }
        }
        code.beginControlFlow("if (j < $L)", full);
        writes(code, pass, false);
        code.nextControlFlow("else").addStatement("int below = $L - j", width);
        writes(code, pass, true);
        code.endControlFlow().endControlFlow();
        if (stores(pass)) {
            code.beginControlFlow(
                    "for (int j = $L + $T.LENGTH - 1 & -$T.LENGTH; j < $L; j += $T.LENGTH)",
                    width,
                    RuntimeNames.LANES,
                    RuntimeNames.LANES,
                    padded(),
                    RuntimeNames.LANES);
            zeros(code, pass);
            code.endControlFlow();
        }
    }

    private void writes(Code code, Nest.Pass pass, boolean tail) {
        int reductions = 0;
        for (Nest.Instruction instruction : pass.column()) {
            if (instruction instanceof Nest.Reduce reduce) {
                String lanes = lanes(reductions++) + " + (j & " + (Layout.LANES - 1) + ")";
                String sofar =
                        Code.of("$T.fromArray($T.S, r, $L)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES, lanes);
                code.addStatement("$L.intoArray(r, $L)", combined(sofar, reduce, tail), lanes);
            } else if (Nest.writes(instruction)) {
                instruction(code, instruction, tail);
            }
        }
    }

    private static boolean stores(Nest.Pass pass) {
        return pass.column().stream().anyMatch(Nest.Store.class::isInstance);
    }

    private static boolean isLarge(Nest.Pass pass) {
        return pass.weight() > LARGE;
    }

    private boolean isBehindLarge(Nest.Pass pass) {
        return nest.passes().stream().takeWhile(before -> before != pass).anyMatch(VectorPrinter::isLarge);
    }

    /** The end of the last virtual vector. A width that a call decides may leave no tail. */
    private String padded() {
        return nest.variesInWidth()
                ? "(width + 15 & -16)"
                : nest.anyWidth() ? "full + " + Layout.LANES : String.valueOf(Layout.pad(nest.width()));
    }

    /** Vectors of the last virtual vector that lie wholly behind the row still hold padding, which must be zero. */
    private void emptyTail(Code code, Nest.Pass pass) {
        if (!stores(pass)) {
            return;
        }
        String some = nest.variesInWidth() ? " && full < width" : "";
        code.beginControlFlow("if ($L >= $L$L)", plusPart(), width, some);
        code.addStatement("int j = $L", plusPart());
        zeros(code, pass);
        code.endControlFlow();
    }

    private void zeros(Code code, Nest.Pass pass) {
        for (Nest.Instruction instruction : pass.column()) {
            if (instruction instanceof Nest.Store store) {
                code.addStatement(
                        "$T.zero($T.S).intoArray($L, $L)",
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        store.to().name(),
                        element(store.to()));
            }
        }
    }

    private String plusPart() {
        return full.equals("0") ? "part" : full + " + part";
    }

    final void body(Code code, Nest.Pass pass, boolean tail) {
        pass.column().forEach(instruction -> instruction(code, instruction, tail));
    }
}

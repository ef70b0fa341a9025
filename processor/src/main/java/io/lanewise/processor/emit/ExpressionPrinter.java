package io.lanewise.processor.emit;

import io.lanewise.processor.expression.Functions;
import io.lanewise.processor.expression.Lets;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression in words that a reader of 20 lines can follow, made of base functions, so that it gives the kernels' bits. Each
 * step is {@code ,} and a function with what it takes; these are numbers of operands, then of steps, or {@code #} and the bits
 * of a constant, {@code j}, the place in the row, or {@code r} and a number, the row modulo that. After {@code =} stands what the expression comes to.
 */
final class ExpressionPrinter {
    private static final Set<Function> TAKE_INTS = EnumSet.of(
            Function.FROM_BITS,
            Function.BITS_ADD,
            Function.BITS_AND,
            Function.BITS_SHIFT_LEFT,
            Function.BITS_SHIFT_RIGHT);

    private final Lets lets;
    /** Steps that something takes as an int. */
    private final Set<Integer> ints = new HashSet<>();

    private ExpressionPrinter(Lets lets) {
        this.lets = lets;
    }

    static String words(Op.Map map) {
        return new ExpressionPrinter(Lets.of(map.operands().size(), Functions.expand(map.expression()))).words();
    }

    private String words() {
        List<Expr> steps = lets.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Expr.Call call && TAKE_INTS.contains(call.function())) {
                call.arguments().forEach(this::takenAsInt);
            } else if (steps.get(i) instanceof Expr.Where where && ints.contains(i)) {
                takenAsInt(where.then());
                takenAsInt(where.otherwise());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(" ,");
            if (steps.get(i) instanceof Expr.Call call) {
                boolean takesInts = TAKE_INTS.contains(call.function());
                text.append(call.function());
                call.arguments().forEach(argument -> atom(argument, takesInts, text));
            } else if (steps.get(i) instanceof Expr.Where where) {
                text.append(where.comparison());
                atom(where.left(), false, text);
                atom(where.right(), false, text);
                atom(where.then(), ints.contains(i), text);
                atom(where.otherwise(), ints.contains(i), text);
            }
        }
        text.append(" =");
        atom(lets.result(), false, text);
        return text.toString();
    }

    private void takenAsInt(Expr atom) {
        if (atom instanceof Expr.Operand operand && operand.index() >= lets.operands()) {
            ints.add(operand.index() - lets.operands());
        }
    }

    private static void atom(Expr atom, boolean bits, StringBuilder text) {
        text.append(' ');
        if (atom instanceof Expr.Operand operand) {
            text.append(operand.index());
        } else if (atom instanceof Expr.Constant constant) {
            text.append('#').append(bits ? (int) constant.value() : Float.floatToRawIntBits((float) constant.value()));
        } else if (atom instanceof Expr.Row row) {
            text.append('r').append(row.size());
        } else {
            text.append('j');
        }
    }
}

package io.lanewise.processor.decode;

import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is at steps behind the present one, where that is one number whatever the operands are: what a causal mask
 * makes of scores, and what follows from it. Operands are taken to be finite.
 */
final class Future {
    private final List<@Nullable Double> operands;
    private final boolean causal;

    private Future(List<@Nullable Double> operands, boolean causal) {
        this.operands = operands;
        this.causal = causal;
    }

    /**
     * The number that {@code expression} is at every step behind the present one; null if there is none.
     *
     * @param operands the same of its operands
     * @param causal whether {@link Expr.Row} is the number of the present step and {@link Expr.Index} that of another
     */
    static @Nullable Double of(Expr expression, List<@Nullable Double> operands, boolean causal) {
        return new Future(operands, causal).value(expression);
    }

    /** {@code expression} at the present step and those before it, without the choices that are the same at all of them. */
    static Expr past(Expr expression) {
        return Substitution.everywhere(expression, each -> {
            Boolean behind = each instanceof Expr.Where where ? behind(where) : null;
            return behind == null ? each : past(behind ? ((Expr.Where) each).otherwise() : ((Expr.Where) each).then());
        });
    }

    /**
     * {@code expression} with an operand in place of what counts steps.
     *
     * @param rows whether rows are steps
     * @param columns whether columns are
     * @param operand the number of the operand that holds the number of the step
     */
    static Expr numbered(Expr expression, boolean rows, boolean columns, int operand) {
        return Substitution.everywhere(expression, each -> {
            boolean counts = rows && each instanceof Expr.Row || columns && each instanceof Expr.Index;
            return counts ? new Expr.Operand(operand) : each;
        });
    }

    static boolean countsRows(Expr expression) {
        boolean[] found = {false};
        Substitution.everywhere(expression, each -> {
            found[0] |= each instanceof Expr.Row;
            return each;
        });
        return found[0];
    }

    /** Whether a choice takes {@code then} only behind the present step (true), or only up to it (false); null for another. */
    private static @Nullable Boolean behind(Expr.Where where) {
        if (where.comparison() == Comparison.GREATER_OR_EQUAL
                && where.left() instanceof Expr.Row
                && where.right() instanceof Expr.Index) {
            return false;
        }
        boolean greater = where.comparison() == Comparison.GREATER
                && where.left() instanceof Expr.Index
                && where.right() instanceof Expr.Row;
        return greater ? true : null;
    }

    private @Nullable Double value(Expr e) {
        if (e instanceof Expr.Operand operand) {
            return operands.get(operand.index());
        }
        if (e instanceof Expr.Constant constant) {
            return constant.value();
        }
        if (e instanceof Expr.Where where) {
            Boolean behind = causal ? behind(where) : null;
            if (behind != null) {
                return value(behind ? where.then() : where.otherwise());
            }
            Double then = value(where.then());
            Double otherwise = value(where.otherwise());
            return then != null && then.equals(otherwise) ? then : null;
        }
        return e instanceof Expr.Call call ? call(call) : null;
    }

    private @Nullable Double call(Expr.Call call) {
        Double first = value(call.arguments().get(0));
        Double second =
                call.arguments().size() < 2 ? null : value(call.arguments().get(1));
        Function function = call.function();
        boolean never = first != null && first == Double.NEGATIVE_INFINITY;
        return switch (function) {
            case MULTIPLY ->
                isZero(first) || isZero(second)
                        ? Double.valueOf(0)
                        : first == null || second == null ? null : Double.valueOf(first * second);
            case DIVIDE -> isZero(first) ? Double.valueOf(0) : null;
            case SUBTRACT, ADD -> never ? first : null;
            case EXP -> never ? Double.valueOf(0) : null;
            default -> null;
        };
    }

    private static boolean isZero(@Nullable Double number) {
        return number != null && number == 0;
    }
}

package io.lanewise.processor.expression;

import static io.lanewise.processor.expression.Expressions.ONE;
import static io.lanewise.processor.expression.Expressions.ZERO;
import static io.lanewise.processor.expression.Expressions.add;
import static io.lanewise.processor.expression.Expressions.call;
import static io.lanewise.processor.expression.Expressions.constant;
import static io.lanewise.processor.expression.Expressions.divide;
import static io.lanewise.processor.expression.Expressions.multiply;
import static io.lanewise.processor.expression.Expressions.negate;
import static io.lanewise.processor.expression.Expressions.subtract;
import static io.lanewise.processor.expression.Expressions.where;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Expr.Constant;
import io.lanewise.processor.ir.Expr.Where;
import io.lanewise.processor.ir.Function;
import java.util.List;

/**
 * The derivative of an expression with respect to one of its operands, simplified.
 *
 * <p>At kinks: {@code max(x, c)} and {@code min(x, c)} with a constant have derivative 0 where x = c (PyTorch's ReLU);
 * {@code max(a, b)} of two that vary gives each one half where they are equal; {@code abs} has 0 at 0. {@code where} has
 * the derivative of the branch that is taken, and none for its condition.
 */
public final class Derivative {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double ONE_OVER_ROOT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

    private final int operand;

    private Derivative(int operand) {
        this.operand = operand;
    }

    /** ∂{@code expression} / ∂operand {@code operand}. */
    public static Expr of(Expr expression, int operand) {
        return new Derivative(operand).of(expression);
    }

    private Expr of(Expr expression) {
        if (expression instanceof Expr.Operand leaf) {
            return leaf.index() == operand ? ONE : ZERO;
        }
        if (expression instanceof Call call) {
            return of(call);
        }
        if (expression instanceof Where choice) {
            return where(choice.comparison(), choice.left(), choice.right(), of(choice.then()), of(choice.otherwise()));
        }
        return ZERO;
    }

    private Expr of(Call call) {
        List<Expr> arguments = call.arguments();
        Expr a = arguments.get(0);
        Expr b = arguments.size() > 1 ? arguments.get(1) : ZERO;
        Expr da = of(a);
        Expr db = of(b);
        return switch (call.function()) {
            case ADD -> add(da, db);
            case SUBTRACT -> subtract(da, db);
            case MULTIPLY -> add(multiply(da, b), multiply(a, db));
            case DIVIDE -> subtract(divide(da, b), multiply(db, divide(call, b)));
            case NEGATE -> negate(da);
            case ABS -> sign(a, da);
            case MAX -> extreme(a, b, a, b, da, db);
            case MIN -> extreme(b, a, a, b, da, db);
            case FMA -> add(add(multiply(da, b), multiply(a, db)), of(arguments.get(2)));
            case SQRT -> multiply(da, divide(constant(0.5), call));
            case EXP -> multiply(da, call);
            case EXPM1 -> multiply(da, call(Function.EXP, a));
            case LOG -> divide(da, a);
            case LOG1P -> divide(da, add(ONE, a));
            case TANH -> multiply(da, subtract(ONE, call(Function.MULTIPLY, call, call)));
            case ERF ->
                multiply(
                        da,
                        multiply(
                                constant(TWO_OVER_ROOT_PI), call(Function.EXP, negate(call(Function.MULTIPLY, a, a)))));
            case SIGMOID -> multiply(da, multiply(call, subtract(ONE, call)));
            case SOFTPLUS -> multiply(da, call(Function.SIGMOID, a));
            case NORMAL_CDF ->
                multiply(
                        da,
                        multiply(
                                constant(ONE_OVER_ROOT_TWO_PI),
                                call(Function.EXP, multiply(constant(-0.5), call(Function.MULTIPLY, a, a)))));
            // One over the density where the quantile lies.
            case NORMAL_QUANTILE ->
                multiply(
                        da,
                        multiply(
                                constant(Math.sqrt(2 * Math.PI)),
                                call(Function.EXP, multiply(constant(0.5), call(Function.MULTIPLY, call, call)))));
            case LOG_COSH -> multiply(da, call(Function.TANH, a));
            case BINARY_CROSS_ENTROPY -> {
                Expr spread = call(Function.MAX, multiply(a, subtract(ONE, a)), constant(1e-12f));
                Expr byTarget = subtract(
                        call(Function.MAX, call(Function.LOG1P, negate(a)), constant(-100)),
                        call(Function.MAX, call(Function.LOG, a), constant(-100)));
                yield add(multiply(da, divide(subtract(a, b), spread)), multiply(db, byTarget));
            }
            case TO_BITS, FROM_BITS, BITS_ADD, BITS_AND, BITS_SHIFT_LEFT, BITS_SHIFT_RIGHT ->
                throw new IllegalStateException(call.function() + " stands below the language and has no derivative");
        };
    }

    private static Expr sign(Expr a, Expr da) {
        return where(Comparison.GREATER, a, ZERO, da, where(Comparison.GREATER, ZERO, a, negate(da), ZERO));
    }

    /** Derivative of that of {@code a} and {@code b} which {@code high > low} says. */
    private static Expr extreme(Expr high, Expr low, Expr a, Expr b, Expr da, Expr db) {
        if (b instanceof Constant) {
            return where(Comparison.GREATER, high, low, da, ZERO);
        }
        if (a instanceof Constant) {
            return where(Comparison.GREATER, low, high, db, ZERO);
        }
        Expr tie = multiply(constant(0.5), add(da, db));
        return where(Comparison.GREATER, high, low, da, where(Comparison.GREATER, low, high, db, tie));
    }
}

package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Expr.Constant;
import io.lanewise.processor.ir.Expr.Where;
import io.lanewise.processor.ir.Function;
import java.util.List;

/**
 * Makes expressions and simplifies them as they are made: constants are computed, {@code x·1}, {@code x + 0} and the like
 * vanish, and a factor goes into the branches of a {@code where} that has a constant branch, so that a branch of 0 stays 0
 * whatever the factor is: nothing is ever multiplied by the branch not taken.
 */
public final class Expressions {
    public static final Expr ZERO = new Constant(0);
    public static final Expr ONE = new Constant(1);

    private Expressions() {}

    public static Expr operand(int index) {
        return new Expr.Operand(index);
    }

    public static Expr constant(double value) {
        return new Constant(value);
    }

    /** The function as it stands, not simplified. */
    public static Expr call(Function function, Expr... arguments) {
        return new Call(function, List.of(arguments));
    }

    /** The function, simplified. */
    public static Expr make(Function function, List<Expr> arguments) {
        Expr first = arguments.get(0);
        return switch (function) {
            case ADD -> add(first, arguments.get(1));
            case SUBTRACT -> subtract(first, arguments.get(1));
            case MULTIPLY -> multiply(first, arguments.get(1));
            case DIVIDE -> divide(first, arguments.get(1));
            case NEGATE -> negate(first);
            default -> new Call(function, arguments);
        };
    }

    public static Expr add(Expr a, Expr b) {
        if (a instanceof Constant x && b instanceof Constant y) {
            return constant(x.value() + y.value());
        }
        if (is(a, 0)) {
            return b;
        }
        if (is(b, 0)) {
            return a;
        }
        if (a.equals(b)) {
            return multiply(constant(2), a);
        }
        if (isNegated(b)) {
            return subtract(a, positive(b));
        }
        return call(Function.ADD, a, b);
    }

    public static Expr subtract(Expr a, Expr b) {
        if (a instanceof Constant x && b instanceof Constant y) {
            return constant(x.value() - y.value());
        }
        if (is(a, 0)) {
            return negate(b);
        }
        if (is(b, 0)) {
            return a;
        }
        if (isNegated(b)) {
            return add(a, positive(b));
        }
        return call(Function.SUBTRACT, a, b);
    }

    public static Expr multiply(Expr a, Expr b) {
        if (b instanceof Constant && !(a instanceof Constant)) {
            return multiply(b, a);
        }
        if (a instanceof Constant x) {
            if (b instanceof Constant y) {
                return constant(x.value() * y.value());
            }
            if (x.value() == 0) {
                return ZERO;
            }
            if (x.value() == 1) {
                return b;
            }
            if (x.value() == -1) {
                return negate(b);
            }
            if (b instanceof Call inner
                    && inner.function() == Function.MULTIPLY
                    && inner.arguments().get(0) instanceof Constant y) {
                return multiply(
                        constant(x.value() * y.value()), inner.arguments().get(1));
            }
        }
        if (b instanceof Where choice && hasConstantBranch(choice)) {
            return where(choice, multiply(a, choice.then()), multiply(a, choice.otherwise()));
        }
        if (a instanceof Where choice && hasConstantBranch(choice)) {
            return where(choice, multiply(choice.then(), b), multiply(choice.otherwise(), b));
        }
        if (b instanceof Call quotient
                && quotient.function() == Function.DIVIDE
                && is(quotient.arguments().get(0), 1)) {
            return divide(a, quotient.arguments().get(1));
        }
        if (isNegated(a)) {
            return negate(multiply(positive(a), b));
        }
        if (isNegated(b)) {
            return negate(multiply(a, positive(b)));
        }
        return call(Function.MULTIPLY, a, b);
    }

    public static Expr divide(Expr a, Expr b) {
        if (a instanceof Constant x && b instanceof Constant y) {
            return constant(x.value() / y.value());
        }
        if (is(a, 0)) {
            return ZERO;
        }
        if (is(b, 1)) {
            return a;
        }
        if (a instanceof Where choice && hasConstantBranch(choice)) {
            return where(choice, divide(choice.then(), b), divide(choice.otherwise(), b));
        }
        if (isNegated(a)) {
            return negate(divide(positive(a), b));
        }
        return call(Function.DIVIDE, a, b);
    }

    public static Expr negate(Expr a) {
        if (a instanceof Constant x) {
            return constant(0 - x.value());
        }
        if (isNegated(a)) {
            return positive(a);
        }
        if (a instanceof Call difference && difference.function() == Function.SUBTRACT) {
            return subtract(
                    difference.arguments().get(1), difference.arguments().get(0));
        }
        if (a instanceof Where choice && hasConstantBranch(choice)) {
            return where(choice, negate(choice.then()), negate(choice.otherwise()));
        }
        return call(Function.NEGATE, a);
    }

    public static Expr where(Comparison comparison, Expr left, Expr right, Expr then, Expr otherwise) {
        if (left instanceof Constant x && right instanceof Constant y) {
            return holds(comparison, x.value(), y.value()) ? then : otherwise;
        }
        Where condition = new Where(comparison, left, right, ONE, ZERO);
        Expr taken = decided(condition, then, true);
        Expr other = decided(condition, otherwise, false);
        return taken.equals(other) ? taken : new Where(comparison, left, right, taken, other);
    }

    /** Whether {@code left comparison right}; false where one is NaN. */
    public static boolean holds(Comparison comparison, double left, double right) {
        return switch (comparison) {
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case EQUAL -> left == right;
        };
    }

    public static boolean is(Expr expression, double value) {
        return expression instanceof Constant constant && constant.value() == value;
    }

    private static Expr where(Where condition, Expr then, Expr otherwise) {
        return where(condition.comparison(), condition.left(), condition.right(), then, otherwise);
    }

    /** {@code branch}, which stands where {@code condition} is known to hold or not. */
    private static Expr decided(Where condition, Expr branch, boolean holds) {
        if (branch instanceof Where inner
                && inner.comparison() == condition.comparison()
                && inner.left().equals(condition.left())
                && inner.right().equals(condition.right())) {
            return decided(condition, holds ? inner.then() : inner.otherwise(), holds);
        }
        return branch;
    }

    private static boolean hasConstantBranch(Where choice) {
        return hasConstant(choice.then()) || hasConstant(choice.otherwise());
    }

    private static boolean hasConstant(Expr branch) {
        return branch instanceof Constant || (branch instanceof Where inner && hasConstantBranch(inner));
    }

    private static boolean isNegated(Expr expression) {
        return expression instanceof Call call && call.function() == Function.NEGATE;
    }

    /** x of −x. */
    private static Expr positive(Expr negated) {
        return ((Call) negated).arguments().get(0);
    }
}

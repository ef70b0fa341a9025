package io.lanewise.processor.interpreter;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Normal;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Constant;
import io.lanewise.processor.ir.Expr.Operand;
import io.lanewise.processor.ir.Expr.Where;
import io.lanewise.processor.ir.Function;

/** An expression at one element: its value, and the scale of its value ({@link Tensor#scales}). */
final class Elements {
    /** A number and its scale. */
    record Number(double value, double scale) {}

    private final Number[] operands;
    private final int index;
    private final int row;
    private final Rivals rivals;

    private Elements(Number[] operands, int index, int row, Rivals rivals) {
        this.operands = operands;
        this.index = index;
        this.row = row;
        this.rivals = rivals;
    }

    /** {@code expression} of {@code operands} at place {@code index} of row {@code row}. */
    static Number evaluate(Expr expression, Number[] operands, int index, int row, Rivals rivals) {
        return new Elements(operands, index, row, rivals).of(expression);
    }

    private Number of(Expr expression) {
        if (expression instanceof Operand operand) {
            return operands[operand.index()];
        }
        if (expression instanceof Constant constant) {
            return new Number(constant.value(), Math.abs(constant.value()));
        }
        if (expression instanceof Where w) {
            double left = of(w.left()).value();
            double right = of(w.right()).value();
            rivals.meet(left, right);
            return of(Expressions.holds(w.comparison(), left, right) ? w.then() : w.otherwise());
        }
        if (expression instanceof Call call) {
            Number[] arguments = new Number[call.arguments().size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = of(call.arguments().get(i));
            }
            return of(call.function(), arguments);
        }
        int place = expression instanceof Expr.Row rows ? row % rows.size() : index;
        return new Number(place, place);
    }

    private static Number of(Function function, Number... in) {
        Number a = in[0];
        double x = a.value();
        return switch (function) {
            case ADD -> add(a, in[1]);
            case SUBTRACT -> new Number(x - in[1].value(), a.scale() + in[1].scale());
            case MULTIPLY -> multiply(a, in[1]);
            case DIVIDE -> divide(a, in[1]);
            case FMA -> add(multiply(a, in[1]), in[2]);
            case NEGATE -> new Number(-x, a.scale());
            case ABS -> new Number(Math.abs(x), a.scale());
            case MAX -> x >= in[1].value() || Double.isNaN(x) ? a : in[1];
            case MIN -> x <= in[1].value() || Double.isNaN(x) ? a : in[1];
            case SQRT -> smooth(a, Math.sqrt(x), 0.5 / Math.sqrt(x));
            case EXP -> smooth(a, Math.exp(x), Math.exp(x));
            case EXPM1 -> smooth(a, Math.expm1(x), Math.exp(x));
            case LOG -> smooth(a, Math.log(x), 1 / x);
            case LOG1P -> smooth(a, Math.log1p(x), 1 / (1 + x));
            case TANH -> smooth(a, Math.tanh(x), 1 - Math.tanh(x) * Math.tanh(x));
            case ERF -> smooth(a, Normal.erf(x), 2 / Math.sqrt(Math.PI) * Math.exp(-x * x));
            case SIGMOID -> smooth(a, sigmoid(x), sigmoid(x) * sigmoid(-x));
            case SOFTPLUS -> smooth(a, Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), sigmoid(x));
            case NORMAL_CDF -> smooth(a, Normal.cdf(x), Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
            case NORMAL_QUANTILE ->
                smooth(
                        a,
                        Normal.quantile(x),
                        Math.sqrt(2 * Math.PI) * Math.exp(Normal.quantile(x) * Normal.quantile(x) / 2));
            case LOG_COSH -> smooth(a, logCosh(x), Math.tanh(x));
            case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(a, in[1]);
            case TO_BITS, FROM_BITS, BITS_ADD, BITS_AND, BITS_SHIFT_LEFT, BITS_SHIFT_RIGHT ->
                throw new IllegalStateException(function + " has no meaning in double arithmetic");
        };
    }

    private static Number binaryCrossEntropy(Number y, Number t) {
        Number least = new Number(-100, 100);
        Number rest = of(Function.SUBTRACT, new Number(1, 1), t);
        Number yes = of(Function.MAX, of(Function.LOG, y), least);
        Number no = of(Function.MAX, of(Function.LOG1P, of(Function.NEGATE, y)), least);
        return of(Function.NEGATE, add(multiply(t, yes), multiply(rest, no)));
    }

    private static Number add(Number a, Number b) {
        return new Number(a.value() + b.value(), a.scale() + b.scale());
    }

    private static Number multiply(Number a, Number b) {
        return new Number(a.value() * b.value(), product(a.scale(), b.scale()));
    }

    private static Number divide(Number a, Number b) {
        double quotient = a.value() / b.value();
        double scale = product(a.scale(), 1 / Math.abs(b.value()))
                + product(Math.abs(quotient), b.scale() / Math.abs(b.value()));
        return new Number(quotient, scale);
    }

    private static Number smooth(Number x, double value, double derivative) {
        return new Number(value, Math.abs(value) + product(Math.abs(derivative), x.scale()));
    }

    /** A product in which 0 wins over infinity. */
    static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    /** log1p(2·sinh²(x/2)), which never cancels. */
    private static double logCosh(double x) {
        double half = Math.sinh(Math.min(Math.abs(x), 40) / 2);
        return Math.log1p(2 * half * half) + Math.max(Math.abs(x) - 40, 0);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}

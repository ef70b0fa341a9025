package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions, element by element, each of which grows with what it reads, as the sum with a bias and ReLU do. Of the maximum of windows
 * over such functions, {@code max(f(x))}, remains {@code f(max(x))}, which computes f once a window. Rounding grows with what is
 * rounded, too, so no bit of the result changes while the bias is finite.
 *
 * @param first what the first function reads
 * @param functions in order; nobody reads what is between them; may be none
 */
public record Growth(Value first, List<Value> functions) {
    public Growth {
        functions = List.copyOf(functions);
    }

    /** All growing functions up to {@code value}, as far as nobody else reads what they make. */
    public static Growth upTo(Value value, Uses uses) {
        List<Value> functions = new ArrayList<>();
        Value first = value;
        for (Value before = before(first); before != null && uses.isReadOnce(first); before = before(first)) {
            functions.add(0, first);
            first = before;
        }
        return new Growth(first, functions);
    }

    /** Whether {@code pool} takes maxima, and there are fewer windows than pixels. */
    public static boolean paysFor(Value value, Op.Pool pool) {
        return pool.kind() == Op.Pool.Kind.MAX
                && !pool.back()
                && value.type().size() < pool.operands().get(0).type().size();
    }

    /**
     * The functions of {@code maxima} in place of {@link #first}.
     *
     * @param by what stands for other operands
     * @return {@code maxima}, and the functions in their order, all by its name
     */
    public List<Value> of(Value maxima, UnaryOperator<Value> by) {
        List<Value> made = new ArrayList<>(List.of(maxima));
        for (Value function : functions) {
            Op.Map map = (Op.Map) function.op();
            Value last = made.get(made.size() - 1);
            List<Value> operands = map.operands().stream()
                    .map(operand -> operand.type().equals(function.type()) ? last : by.apply(operand))
                    .toList();
            made.add(new Value(maxima.name(), maxima.type(), new Op.Map(map.expression(), operands, map.label())));
        }
        return made;
    }

    /**
     * What {@code value} grows with, element by element; null where it does not grow, or where another of its operands is of the
     * batch or not a number for each column.
     */
    public static @Nullable Value before(Value value) {
        if (!(value.op() instanceof Op.Map map) || !value.type().batched()) {
            return null;
        }
        int varies = -1;
        for (int i = 0; i < map.operands().size(); i++) {
            Type type = map.operands().get(i).type();
            if (type.equals(value.type()) && varies < 0) {
                varies = i;
            } else if (type.batched()
                    || type.size() != 1 && type.size() != value.type().width()) {
                return null;
            }
        }
        return varies >= 0 && grows(map.expression(), varies) ? map.operands().get(varies) : null;
    }

    private static boolean grows(Expr e, int varies) {
        if (e instanceof Expr.Operand operand) {
            return operand.index() == varies;
        }
        if (!(e instanceof Expr.Call call) || call.arguments().size() != 2) {
            return false;
        }
        Expr a = call.arguments().get(0);
        Expr b = call.arguments().get(1);
        return switch (call.function()) {
            case ADD, MAX, MIN -> grows(a, varies) && isFixed(b, varies) || grows(b, varies) && isFixed(a, varies);
            case SUBTRACT -> grows(a, varies) && isFixed(b, varies);
            default -> false;
        };
    }

    private static boolean isFixed(Expr e, int varies) {
        return e instanceof Expr.Constant || e instanceof Expr.Operand operand && operand.index() != varies;
    }
}

package io.lanewise.processor.fuse;

import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes maxima of windows as early as can be. Bias and ReLU come behind them: of {@code max(f(x))}, with f growing with x, remains
 * {@code f(max(x))}, which computes f once a window. Rounding grows with what is rounded, too, so no bit changes while the bias is
 * finite. And a convolution whose windows lie side by side takes their maxima itself, while its sums are at hand.
 */
final class Pooled {
    private final Uses uses;

    private Pooled(Program program) {
        uses = new Uses(program);
    }

    /** The program that predicts the same, of values of its own. */
    static Program of(Program program) {
        return new Pooled(program).pooled(program);
    }

    private Program pooled(Program program) {
        Inference copying = new Inference();
        List<Value> values = new ArrayList<>();
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Pool pool && pays(value, pool)) {
                values.addAll(pooled(value, pool, copying));
            } else {
                copying.add(value, values);
            }
        }
        return new Program(values, copying.all(program.results()));
    }

    /** Whether there are fewer windows than pixels. */
    private static boolean pays(Value value, Op.Pool pool) {
        return pool.kind() == Op.Pool.Kind.MAX
                && !pool.back()
                && value.type().size() < pool.operands().get(0).type().size();
    }

    /** The pooling of what the growing functions before it read, and these functions. */
    private List<Value> pooled(Value value, Op.Pool pool, Inference copying) {
        List<Value> behind = new ArrayList<>();
        Value first = pool.operands().get(0);
        for (Value before = before(first); before != null; before = before(first)) {
            behind.add(0, first);
            first = before;
        }
        Type type = value.type();
        Value image = copying.get(first);
        Op earlier = image.op() instanceof Op.Conv conv && uses.isReadOnce(first) && takes(conv, pool.window())
                ? conv.maxima(pool.window())
                : new Op.Pool(pool.kind(), false, List.of(image), pool.window());
        List<Value> made = new ArrayList<>(List.of(new Value(value.name(), type, earlier)));
        for (Value function : behind) {
            Op.Map map = (Op.Map) function.op();
            Value last = made.get(made.size() - 1);
            List<Value> operands = map.operands().stream()
                    .map(operand -> operand.type().equals(function.type()) ? last : copying.get(operand))
                    .toList();
            made.add(new Value(value.name(), type, new Op.Map(map.expression(), operands, map.label())));
        }
        copying.put(value, made.get(made.size() - 1));
        return made;
    }

    private static boolean takes(Op.Conv conv, Window window) {
        return conv.part() == Op.Conv.Part.RESULT && conv.window().groups() == 1 && window.isSideBySide();
    }

    /** What {@code value} grows with, element by element, if nobody else reads {@code value}; else null. */
    private @Nullable Value before(Value value) {
        if (!(value.op() instanceof Op.Map map)
                || !uses.isReadOnce(value)
                || !value.type().batched()) {
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
        return !Substitution.operandsOf(e).contains(varies)
                && (e instanceof Expr.Operand || e instanceof Expr.Constant);
    }
}

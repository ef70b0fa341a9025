package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** About how many operations a row takes, to keep the methods of a kernel below what HotSpot compiles. */
final class Cost {
    /** Operations on the numbers of a row, all in one method: so many stay below 6,000 bytecodes. */
    static final int ROWS = 250;

    /** Operations on elements, which are cut into loops that are methods: a method may call so many of them. */
    static final int COLUMNS = 8_000;

    /** Operations that an array takes: it is loaded, perhaps stored, and has an offset. */
    static final int READ = 2;

    /** Values that a kernel reads or makes: each may be two parameters of its method, and a method has at most 255. */
    static final int ARRAYS = 100;

    private Cost() {}

    static int of(Value value) {
        if (value.op() instanceof Op.MatMul) {
            return 10;
        }
        if (value.op() instanceof Op.Map map) {
            int random = (int) map.operands().stream()
                    .filter(operand -> operand.op() instanceof Op.Random)
                    .count();
            return of(map.expression(), Collections.newSetFromMap(new IdentityHashMap<>())) + 18 * random;
        }
        return 2;
    }

    private static int of(Expr e, Set<Expr> seen) {
        if (!seen.add(e)) {
            return 0;
        }
        if (e instanceof Expr.Call call) {
            int cost = of(call.function());
            for (Expr argument : call.arguments()) {
                cost += of(argument, seen);
            }
            return cost;
        }
        if (e instanceof Expr.Where where) {
            return 2
                    + of(where.left(), seen)
                    + of(where.right(), seen)
                    + of(where.then(), seen)
                    + of(where.otherwise(), seen);
        }
        return 0;
    }

    private static int of(Function function) {
        return switch (function) {
            case EXP -> 25;
            case EXPM1, LOG, SIGMOID -> 40;
            case LOG1P, TANH -> 60;
            case SOFTPLUS, ERF, NORMAL_CDF -> 75;
            case NORMAL_QUANTILE -> 80;
            case BINARY_CROSS_ENTROPY, LOG_COSH -> 105;
            default -> 1;
        };
    }
}

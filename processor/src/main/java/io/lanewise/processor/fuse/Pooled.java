package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Growth;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Uses;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes maxima of windows before the functions that {@link Growth grow}, as the factors of a batch normalisation that folding has put
 * elsewhere leave them; and a convolution whose windows lie side by side takes their maxima itself, while its sums are at hand.
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
            if (value.op() instanceof Op.Pool pool && Growth.paysFor(value, pool)) {
                values.addAll(pooled(value, pool, copying));
            } else {
                copying.add(value, values);
            }
        }
        return new Program(values, copying.all(program.results()));
    }

    /** The pooling of what the growing functions before it read, and these functions. */
    private List<Value> pooled(Value value, Op.Pool pool, Inference copying) {
        Growth growth = Growth.upTo(pool.operands().get(0), uses);
        Value image = copying.get(growth.first());
        Op earlier = image.op() instanceof Op.Conv conv && uses.isReadOnce(growth.first()) && takes(conv, pool.window())
                ? conv.maxima(pool.window())
                : new Op.Pool(pool.kind(), false, List.of(image), pool.window());
        List<Value> made = growth.of(new Value(value.name(), value.type(), earlier), copying::get);
        copying.put(value, made.get(made.size() - 1));
        return made;
    }

    private static boolean takes(Op.Conv conv, Window window) {
        return conv.part() == Op.Conv.Part.RESULT && conv.window().groups() == 1 && window.isSideBySide();
    }
}

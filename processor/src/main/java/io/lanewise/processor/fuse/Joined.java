package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts side by side in a row, each of which can be written where it belongs, because it begins a panel.
 *
 * @param parts what is written
 * @param paddings zeros between, which the padding behind the part before them is
 */
record Joined(List<Part> parts, List<Value> paddings) {
    /** A part, and where in the row it begins. */
    record Part(Value value, int from) {}

    /** The parts of {@code value}; null where it joins none, or they must be moved. */
    static @Nullable Joined of(Value value) {
        if (!(value.op() instanceof Op.Concat concat) || !value.type().batched()) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        List<Value> paddings = new ArrayList<>();
        int from = 0;
        int end = 0;
        for (Value part : concat.operands()) {
            int size = part.type().dims().get(concat.axis());
            if (isZero(part) && end > 0 && from + size <= Layout.pad(end)) {
                paddings.add(part);
            } else if (isAligned(value, concat.axis(), from)) {
                parts.add(new Part(part, from));
                end = from + size;
            } else {
                return null;
            }
            from += size;
        }
        return from <= Layout.pad(end) ? new Joined(parts, paddings) : null;
    }

    /** Whether elements from {@code from} on can be read as a row, padding and all, where they lie in {@code whole}. */
    static boolean isAligned(Value whole, int axis, int from) {
        Type type = whole.type();
        boolean row = type.outer() == 1 && axis == type.dims().size() - 1;
        return row && from % Layout.LANES == 0 && !type.isMatrix() && type.element() == Type.Element.FLOAT;
    }

    private static boolean isZero(Value part) {
        return part.op() instanceof Op.Map map && map.expression().equals(new Expr.Constant(0));
    }
}

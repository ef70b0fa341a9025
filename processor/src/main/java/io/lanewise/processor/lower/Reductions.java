package io.lanewise.processor.lower;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Makes {@link Op.Reduce}. */
final class Reductions {
    private Reductions() {}

    /** A reduction of {@code operand}, named by {@code named} from the word for what it does. */
    static Value add(
            Builder builder, UnaryOperator<String> named, Op.Reduce.Kind kind, Op.Reduce.Over over, Value operand) {
        Type from = operand.type();
        Type type;
        if (over == Op.Reduce.Over.ROW) {
            List<Integer> dims = new ArrayList<>(from.dims());
            dims.set(dims.size() - 1, 1);
            type = from.withDims(dims);
        } else if (over == Op.Reduce.Over.EXAMPLE) {
            type = from.withDims(List.of(from.width()));
        } else if (over == Op.Reduce.Over.BATCH) {
            type = Type.table(from.dims());
        } else {
            type = Type.fixed(List.of(from.width()));
        }
        return builder.add(named.apply(kind.name().toLowerCase(Locale.ROOT)), type, new Op.Reduce(kind, over, operand));
    }
}

package io.lanewise.processor.ir;

/** Numbers that are one for the whole batch and cost nothing: each kernel computes them again before its first row. */
public final class Uniform {
    private Uniform() {}

    /** Whether {@code value} is a {@link Op.Map} of single fixed numbers, or the count. */
    public static boolean is(Value value) {
        if (value.op() instanceof Op.Count) {
            return true;
        }
        return value.op() instanceof Op.Map map
                && !value.type().batched()
                && value.type().size() == 1
                && map.operands().stream()
                        .allMatch(o -> !o.type().batched() && o.type().size() == 1);
    }
}

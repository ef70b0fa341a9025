package io.lanewise.processor.ir;

/** Numbers that are one for the whole batch and cost nothing: each kernel computes them again before its first row. */
public final class Uniform {
    private Uniform() {}

    /** Whether {@code value} is a {@link Op.Map} of single fixed numbers, or {@linkplain #isGiven given}. */
    public static boolean is(Value value) {
        if (isGiven(value)) {
            return true;
        }
        return value.op() instanceof Op.Map map
                && !value.type().batched()
                && value.type().size() == 1
                && map.operands().stream()
                        .allMatch(o -> !o.type().batched() && o.type().size() == 1);
    }

    /** Whether a kernel is handed {@code value}: the number of examples, or whether they train. */
    public static boolean isGiven(Value value) {
        return value.op() instanceof Op.Count || value.op() instanceof Op.Training;
    }
}

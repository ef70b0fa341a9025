package io.lanewise.processor.ir;

/** How many floats a value takes in memory: 16 virtual lanes make a panel, and every buffer is padded with zeros to panels. */
public final class Layout {
    /** The virtual lanes. */
    public static final int LANES = 16;

    /** The fewest lanes of hardware. */
    public static final int FEWEST = 4;

    /** Most members of a team, each of which has a reserve of its own for reductions: the runtime's number. */
    public static final int MEMBERS = 32;

    private Layout() {}

    /** {@code n} rounded up to whole panels. */
    public static int pad(int n) {
        return Math.multiplyExact((n + LANES - 1) / LANES, LANES);
    }

    /** Floats of a value that does not depend on the batch: a matrix [k, n] is panels of 16 columns, all else is flat. */
    public static int fixed(Type type) {
        return type.dims().size() == 2 ? Math.multiplyExact(type.dims().get(0), pad(type.width())) : pad(type.size());
    }

    /** Floats of a parameter. */
    public static long of(Parameter parameter) {
        return parameter.dims().size() == 2
                ? (long) parameter.dims().get(0) * pad(parameter.dims().get(1))
                : pad(parameter.dims().get(0));
    }

    /** Floats from one example to the next: as the caller has them for his own arrays, else padded. */
    public static int stride(Value root) {
        return root.op() instanceof Op.Input || root.type().element() == Type.Element.INT
                ? root.type().size()
                : pad(root.type().size());
    }
}

package io.lanewise.processor.ir;

/** How many floats a value takes in memory: 16 virtual lanes make a panel, and every buffer is padded with zeros to panels. */
public final class Layout {
    /** The virtual lanes. */
    public static final int LANES = 16;

    /** The fewest lanes of hardware. */
    public static final int FEWEST = 4;

    /** Most members of a team, each of which has a reserve of its own for reductions: the runtime's number. */
    public static final int MEMBERS = 32;

    /**
     * Where values begin in weights and scratch. The numbers of a Java array begin 16 bytes behind a large array's 64-byte line, so
     * that a vector of 512 bit lies within one line from here on, and is half on the next from 0 on: an encoder takes 9 % less time,
     * a trained LSTM 8 %.
     */
    public static final int FIRST = 12;

    private Layout() {}

    /** {@code n} rounded up to whole panels. */
    public static int pad(int n) {
        return Math.multiplyExact((n + LANES - 1) / LANES, LANES);
    }

    /** Floats of one example, or of a value that does not depend on the batch: each row is padded, in panels or not. */
    public static int of(Type type) {
        return Math.multiplyExact(type.outer(), pad(type.width()));
    }

    /** {@link #of(Type)}, as a call decides it. */
    public static Extent extent(Type type) {
        return type.rows().times(padded(type));
    }

    /** Floats of a row of {@code type}, padded, as a call decides it. */
    public static Extent padded(Type type) {
        return Extent.padded(type.width(), type.axis(type.dims().size() - 1));
    }

    /** {@link #stride}, as a call decides it. */
    public static Extent strideExtent(Value root) {
        return isCallers(root) ? root.type().extent() : extent(root.type());
    }

    /** {@link #row}, as a call decides it, of {@code root} seen as {@code type}. */
    public static Extent rowExtent(Value root, Type type) {
        return isCallers(root) ? type.columns() : padded(type);
    }

    /** Floats of a parameter. */
    public static long of(Parameter parameter) {
        return parameter.dims().size() == 2
                ? (long) parameter.dims().get(0) * pad(parameter.dims().get(1))
                : pad(parameter.dims().get(0));
    }

    /** Floats from one example to the next: as the caller has them for his own arrays, else padded. */
    public static int stride(Value root) {
        return isCallers(root) ? root.type().size() : of(root.type());
    }

    /** Floats from one row to the next, where {@code root} is seen as rows of {@code width} elements. */
    public static int row(Value root, int width) {
        return isCallers(root) ? width : pad(width);
    }

    /** Whether {@code root} is an array of the caller's, without padding. */
    public static boolean isCallers(Value root) {
        return root.op() instanceof Op.Input || root.type().element() == Type.Element.INT;
    }

    /** Whether the same memory holds a value of either type: rows without padding lie one right behind the other. */
    public static boolean same(Type a, Type b) {
        return a.columns().equals(b.columns()) || isWhole(a) && isWhole(b);
    }

    /** Whether rows of {@code type} have no padding. */
    public static boolean isWhole(Type type) {
        return type.columns().isConstant() && type.width() % LANES == 0;
    }
}

package io.lanewise.processor.ir;

/** A primitive cannot act on an axis of variable length. */
public final class RefusedAxis extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Says that {@code what} is not possible along {@code axis}. */
    public RefusedAxis(String axis, String what) {
        super("'" + axis + "', whose length is known only in a call, " + what);
    }
}

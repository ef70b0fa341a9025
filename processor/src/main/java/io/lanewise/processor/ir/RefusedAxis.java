package io.lanewise.processor.ir;

/** A primitive cannot act on an axis of variable length. */
public final class RefusedAxis extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    /** Says that {@code what} is not possible along {@code axis}. */
    public RefusedAxis(String axis, String what) {
        this(axis, what, "Give the input a fixed size, or leave that axis as it is.");
    }

    /** The same with what to do instead. */
    public RefusedAxis(String axis, String what, String remedy) {
        super("'" + axis + "', whose length is known only in a call, " + what);
        this.remedy = remedy;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }
}

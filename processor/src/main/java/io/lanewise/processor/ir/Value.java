package io.lanewise.processor.ir;

/**
 * One value of a {@link Program}, in static single assignment: what computes it, and the user's word for it. Identity is
 * object identity.
 */
public final class Value {
    private final String name;
    private final Type type;
    private final Op op;

    /** The names of axes of variable length follow from {@code op}, where {@code type} leaves them out. */
    public Value(String name, Type type, Op op) {
        this.name = name;
        this.op = op;
        this.type = Axes.named(type, op, Operands.of(this, op));
    }

    /** The user's node, with a suffix for what the lowering added: {@code hidden}, {@code hidden.weight}, {@code d hidden}. */
    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public Op op() {
        return op;
    }

    /** Asks {@code cases} for this value's primitive. */
    public <R> R accept(Op.Cases<R> cases) {
        return op.accept(this, cases);
    }

    @Override
    public String toString() {
        return name + ": " + type;
    }
}

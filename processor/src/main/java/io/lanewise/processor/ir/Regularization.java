package io.lanewise.processor.ir;

/**
 * A part of the loss, {@code l1 · Σ|x| + l2 · Σx²}.
 *
 * @param l1 finite and at least 0
 * @param l2 finite and at least 0
 */
public record Regularization(float l1, float l2) {
    public static final Regularization NONE = new Regularization(0, 0);

    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }
}

package io.lanewise.processor.ir;

/**
 * What training does with a parameter.
 *
 * @param frozen whether it stays as it is
 * @param regularization its part of the loss
 * @param constraint name of the constant of {@code ConstraintKind}
 * @param limit the largest norm of {@code MAX_NORM}
 */
public record Treatment(boolean frozen, Regularization regularization, String constraint, float limit) {
    public static final Treatment PLAIN = new Treatment(false, Regularization.NONE, "NONE", 0);

    /** The same, frozen if {@code also}. */
    Treatment frozen(boolean also) {
        return new Treatment(frozen || also, regularization, constraint, limit);
    }
}

package io.lanewise.processor.ir;

/**
 * What training does with a parameter.
 *
 * @param frozen whether it stays as it is
 * @param state whether it is no parameter but state: no optimizer sees it, a step adds a {@link Program.Change} to it
 * @param regularization its part of the loss
 * @param constraint name of the constant of {@code ConstraintKind}
 * @param limit the largest norm of {@code MAX_NORM}
 * @param depth of filters that lie across the columns, as those of a transposed convolution: how many a group has; 0 where
 *     each column is a unit
 * @param groups into how many groups the columns of such are cut; else 1
 */
public record Treatment(
        boolean frozen,
        boolean state,
        Regularization regularization,
        String constraint,
        float limit,
        int depth,
        int groups) {
    public static final Treatment PLAIN = new Treatment(false, Regularization.NONE, "NONE", 0);

    /** That of state. */
    public static final Treatment STATE = new Treatment(false, true, Regularization.NONE, "NONE", 0, 0, 1);

    /** That of a parameter. */
    public Treatment(boolean frozen, Regularization regularization, String constraint, float limit) {
        this(frozen, false, regularization, constraint, limit, 0, 1);
    }

    /** The same, frozen if {@code also}. */
    Treatment frozen(boolean also) {
        return new Treatment(frozen || also, state, regularization, constraint, limit, depth, groups);
    }

    /** The same of filters that lie across the columns, so many a group. */
    public Treatment across(int filtersOfGroup, int count) {
        return new Treatment(frozen, state, regularization, constraint, limit, filtersOfGroup, count);
    }
}

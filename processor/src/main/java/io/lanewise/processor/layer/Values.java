package io.lanewise.processor.layer;

/** What is known of the numbers in a node's value. */
public enum Values {
    /** Each row is a distribution: in [0, 1] with sum 1. */
    PROBABILITIES,
    /** In [0, 1]. */
    UNIT,
    /** Each row is the logarithms of a distribution. */
    LOG_PROBABILITIES,
    /** 0 or more, also beyond 1. */
    NON_NEGATIVE,
    /** Integers of the caller's, of which rows of a table can be gathered, and nothing else. */
    INTEGERS,
    /** Beyond [0, 1]. */
    REAL,
    /** Made of other nodes' values in a way that is not followed. */
    MIXED;

    /** What can be said of all inputs alike. */
    static Values common(Site site) {
        Values common = site.values(0);
        for (int i = 1; i < site.inputs().size(); i++) {
            Values other = site.values(i);
            if (other != common) {
                boolean unit = within(common) && within(other);
                common = unit ? UNIT : MIXED;
            }
        }
        return common == LOG_PROBABILITIES ? REAL : common;
    }

    private static boolean within(Values values) {
        return values == PROBABILITIES || values == UNIT;
    }

    /** What is known where rows are cut or joined: elements are what they were, sums of rows are not. */
    Values withOtherRows() {
        return switch (this) {
            case PROBABILITIES -> UNIT;
            case LOG_PROBABILITIES -> REAL;
            default -> this;
        };
    }
}

package io.lanewise.processor.layer;

/** What is known of the numbers in a node's value. */
public enum Values {
    /** Each row is a distribution: in [0, 1] with sum 1. */
    PROBABILITIES,
    /** In [0, 1]. */
    UNIT,
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
        return common;
    }

    private static boolean within(Values values) {
        return values == PROBABILITIES || values == UNIT;
    }
}

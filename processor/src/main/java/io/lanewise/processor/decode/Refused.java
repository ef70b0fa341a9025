package io.lanewise.processor.decode;

/** Thrown for a value that cannot be computed from its own step and those before it; the message says what it does. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String CAUSAL =
            "Mix steps by attention with causal = true alone, or leave decode out of @Model.";

    private final String remedy;

    Refused(String what) {
        this(what, CAUSAL);
    }

    private Refused(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    /** What carries a state from step to step. */
    static Refused state() {
        return new Refused(
                "reads the steps before by a state, which a decoder does not keep",
                "Leave decode out of @Model and, where steps are read forward, do one a call: take a sequence of one step, the"
                        + " state as an @Input by initialState, and give it as an @Output. Or mix steps by attention with"
                        + " causal = true alone.");
    }

    /** What to do. */
    String remedy() {
        return remedy;
    }
}

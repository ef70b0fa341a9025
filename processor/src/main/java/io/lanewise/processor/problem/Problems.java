package io.lanewise.processor.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what the stages find, so that one run reports all of it. */
public class Problems {
    private final List<Problem> all = new ArrayList<>();

    /**
     * Reports a mistake.
     *
     * @param text what is wrong. what was found. what to do.
     * @param where as small as possible
     */
    public void report(ProblemCode code, String text, Where where) {
        Problem problem = new Problem(code, text, where);
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    /** Whether something was reported that is more than a warning. */
    public boolean hasErrors() {
        return all.stream().anyMatch(problem -> !problem.code().isWarning());
    }

    /** Everything, in the order it was found. */
    public List<Problem> all() {
        return List.copyOf(all);
    }

    /**
     * A sink for the inside of a block that stands elsewhere: what is found there is reported at {@code where}, the place
     * of use, after {@code prefix}.
     */
    public Problems within(Where where, String prefix) {
        Problems outer = this;
        return new Problems() {
            @Override
            public void report(ProblemCode code, String text, Where inside) {
                super.report(code, text, inside);
                outer.report(code, prefix + text, where);
            }
        };
    }
}

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
     * of use, after {@code place} such as {@code In block Residual of 'first'} and the node it was found at.
     */
    public Problems within(Where where, String place) {
        return new Inside(this, where, place);
    }

    /** A sink for what is found at {@code node}; only inside a block does the text need to name it. */
    public Problems at(String node) {
        return this;
    }

    private static final class Inside extends Problems {
        private final Problems outer;
        private final Where where;
        private final String place;

        Inside(Problems outer, Where where, String place) {
            this.outer = outer;
            this.where = where;
            this.place = place;
        }

        @Override
        public void report(ProblemCode code, String text, Where inside) {
            report(code, "", text, inside);
        }

        void report(ProblemCode code, String at, String text, Where inside) {
            super.report(code, text, inside);
            outer.report(code, place + at + ": " + text, where);
        }

        @Override
        public Problems at(String node) {
            return new Problems() {
                @Override
                public void report(ProblemCode code, String text, Where inside) {
                    super.report(code, text, inside);
                    String name = "'" + node + "'";
                    Inside.this.report(code, text.contains(name) ? "" : ", at " + name, text, inside);
                }
            };
        }
    }
}

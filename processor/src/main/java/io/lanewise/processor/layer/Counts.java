package io.lanewise.processor.layer;

import io.lanewise.processor.problem.ProblemCode;

/** Members that count something of which there is at least one, where 0 stands for not given. */
final class Counts {
    private Counts() {}

    /**
     * Whether {@code member} is at least 1; reports if not.
     *
     * @param what is counted: {@code the size of its output}
     */
    static boolean check(Site site, String layer, String member, String what) {
        int count = site.arguments().integer(member);
        if (count >= 1) {
            return true;
        }
        if (count == 0 && !site.isGiven(member)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_MISSING,
                    member,
                    layer + " needs " + member + ", " + what + ". None was given. Write @" + layer + "(" + member
                            + " = …).");
        } else {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    member,
                    member + " must be at least 1. It was " + count + ". Give " + what + ".");
        }
        return false;
    }
}

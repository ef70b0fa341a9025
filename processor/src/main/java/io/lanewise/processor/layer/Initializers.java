package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.problem.ProblemCode;

/** The check that all initializers share. */
final class Initializers {
    private Initializers() {}

    /** Reports a scale that makes no sense, and says whether all is well. */
    static boolean check(Site site, String member) {
        Arguments initializer = site.arguments().nested(member);
        String kind = initializer.text("value");
        float scale = initializer.real("scale");
        boolean spread = kind.equals("UNIFORM") || kind.equals("NORMAL");
        boolean wrong = !Float.isFinite(scale) || spread && scale < 0;
        if (wrong) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    member,
                    "scale of " + kind + " must be a finite number" + (spread ? " of at least 0" : "") + ". It was "
                            + scale + ". Give a number such as 0.05f.");
        }
        return !wrong;
    }
}

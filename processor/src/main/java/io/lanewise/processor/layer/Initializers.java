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
        boolean spread = kind.matches("UNIFORM|NORMAL|TRUNCATED_NORMAL");
        boolean wrong = Float.isInfinite(scale) || spread && scale < 0;
        if (wrong) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    member,
                    "scale of " + kind + " must be a finite number" + (spread ? " of at least 0" : "") + ". It was "
                            + scale + ". Give a number such as 0.05f.");
        } else if (kind.matches("ORTHOGONAL|IDENTITY") && !isOfMatrix(site, member)) {
            wrong = true;
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    member,
                    kind + " makes matrices, but " + member + " is of a vector. It was given for '" + site.node()
                            + "'. Use ZEROS, CONSTANT, UNIFORM or NORMAL.");
        }
        return !wrong;
    }

    /** Whether {@code member} is of a matrix: of a layer's kernel, or of a trained node with two axes. */
    private static boolean isOfMatrix(Site site, String member) {
        return member.equals("kernelInitializer")
                || member.equals("embeddingsInitializer")
                || member.equals("recurrentInitializer")
                || member.equals("initializer")
                        && site.arguments().integers("shape").size() == 2;
    }
}

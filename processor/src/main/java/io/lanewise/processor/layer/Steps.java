package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.problem.ProblemCode;

/** What layers over the steps of a sequence ask of their inputs. */
final class Steps {
    private Steps() {}

    /** The shape of an input that must be {@code [steps, features]}; unknown, and reported, if it is not. */
    static Shape shape(Site site, int input, String layer) {
        Shape shape = site.inputs().get(input);
        if (shape.rank() == 2) {
            return shape;
        }
        return site.wrongInput(
                ProblemCode.RANK,
                input,
                layer + " expects a sequence, [steps, features], but '"
                        + site.sources().get(input) + "' is " + shape + ". Its shape comes from " + site.path(input)
                        + ". Use an input of two axes, or @Reshape.");
    }
}

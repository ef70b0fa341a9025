package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** What layers of attention have in common: mask, causality and dropout. */
final class Attentions {
    private Attentions() {}

    static boolean checkDropout(Site site) {
        float dropout = site.arguments().real("dropout");
        if (dropout >= 0 && dropout < 1) {
            return true;
        }
        site.wrongArgument(
                ProblemCode.ARGUMENT_RANGE,
                "dropout",
                "dropout must be in [0, 1). It was " + dropout
                        + ". Give the share of attention to drop, such as 0.1f.");
        return false;
    }

    /** Whether there is no mask, or one of {@code keys} or of {@code queries × keys}; reports if not. */
    static boolean maskFits(Site site, String layer, int queries, int keys) {
        int mask = site.input("mask");
        if (mask < 0) {
            return true;
        }
        Shape shape = site.inputs().get(mask);
        if (shape.dims().equals(List.of(keys)) || shape.dims().equals(List.of(queries, keys))) {
            return true;
        }
        site.wrongInput(
                ProblemCode.SHAPES_DIFFER,
                mask,
                "The mask of " + layer + " holds 1 or 0 for each of " + keys + " keys, or for each of " + queries
                        + " queries and each of these. '" + site.sources().get(mask) + "' is " + shape + " ("
                        + site.path(mask) + "). Give it the shape " + keys + ", or " + new Shape(List.of(queries, keys))
                        + ".");
        return false;
    }

    /** The mask and the members that all layers of attention have, with this factor of scores. */
    static Attending attending(Lowering lowering, double scale) {
        return new Attending(
                lowering.input("mask"),
                scale,
                lowering.arguments().flag("causal"),
                lowering.arguments().real("dropout"));
    }
}

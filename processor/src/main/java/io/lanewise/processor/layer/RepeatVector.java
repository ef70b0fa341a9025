package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** A vector n times, one row after the other. */
final class RepeatVector implements Layer {
    @Override
    public String annotation() {
        return "RepeatVector";
    }

    @Override
    public boolean check(Site site) {
        boolean n = Counts.check(site, annotation(), "n", "the number of repetitions");
        return Axes.checkName(site) && n;
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        if (input.rank() != 1) {
            return site.wrongInput(
                    ProblemCode.RANK,
                    0,
                    "RepeatVector expects a vector but '" + site.sources().get(0) + "' is " + input
                            + ". Its shape comes from " + site.path(0) + ". Put @Flatten between '"
                            + site.sources().get(0) + "' and '" + site.node() + "'.");
        }
        int n = site.arguments().integer("n");
        if ((long) n * input.width() > Integer.MAX_VALUE) {
            return site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "n",
                    "A node must have less than 2³¹ elements. '"
                            + site.sources().get(0) + "' is " + input + " and n is " + n + ". Choose smaller sizes.");
        }
        return new Shape(List.of(n, input.width()), site.arguments().text("axis"));
    }

    @Override
    public Values values(Site site) {
        return site.values(0);
    }

    @Override
    public Value lower(Lowering lowering) {
        return lowering.expand(lowering.inputs().get(0), lowering.shape().dims());
    }
}

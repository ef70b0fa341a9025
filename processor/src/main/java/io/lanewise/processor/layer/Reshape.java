package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same elements, in their order, in another shape; one axis may be −1 and follows from the others. */
final class Reshape implements Layer {
    @Override
    public String annotation() {
        return "Reshape";
    }

    @Override
    public boolean check(Site site) {
        List<Integer> asked = site.arguments().integers("shape");
        boolean oneFree = Collections.frequency(asked, -1) <= 1;
        if (asked.isEmpty() || !oneFree || asked.stream().anyMatch(size -> size < -1 || size == 0)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "shape",
                    "shape must be sizes of at least 1, of which one may be -1. It was " + asked
                            + ". Give one size for each axis of one example.");
            return false;
        }
        return true;
    }

    @Override
    public Shape shape(Site site) {
        List<Integer> asked = site.arguments().integers("shape");
        Shape input = site.inputs().get(0);
        long given = 1;
        for (int size : asked) {
            // Sizes beyond any input stop growing here: they cannot fit, and the message needs no exact product.
            given = size == -1 || given > Integer.MAX_VALUE ? given : given * size;
        }
        boolean free = asked.contains(-1);
        if (free ? input.size() % given != 0 : input.size() != given) {
            return site.wrongArgument(
                    ProblemCode.RESHAPE_SIZE,
                    "shape",
                    "Reshape must keep the number of elements. '"
                            + site.sources().get(0) + "' is " + input + " = "
                            + input.size() + " elements (" + site.path(0) + ") but the shape asked for has " + given
                            + (free ? " times a whole number" : "") + ". Choose sizes whose product is " + input.size()
                            + ".");
        }
        List<Integer> dims = new ArrayList<>(asked);
        Collections.replaceAll(dims, -1, (int) (input.size() / given));
        return new Shape(dims);
    }

    @Override
    public Values values(Site site) {
        Values values = site.values(0);
        List<Integer> asked = site.arguments().integers("shape");
        boolean sameRows = asked.get(asked.size() - 1) == site.inputs().get(0).width();
        return sameRows ? values : values.withOtherRows();
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        return lowering.reshape(lowering.inputs().get(0));
    }
}

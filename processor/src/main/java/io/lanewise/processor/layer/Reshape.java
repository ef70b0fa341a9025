package io.lanewise.processor.layer;

import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The same elements, in their order, in another shape; one axis may be −1 and follows from the others. The first may get a name, which
 * makes a sequence of what was none, or no longer one.
 */
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
        return Axes.checkName(site);
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
        return named(site, dims);
    }

    /** A name is that of one length: the first axis of the input has another where it has the name already. */
    private static Shape named(Site site, List<Integer> dims) {
        String axis = site.arguments().text("axis");
        Shape input = site.inputs().get(0);
        if (axis.isEmpty()
                || !axis.equals(input.axis())
                || dims.get(0).equals(input.dims().get(0))) {
            return new Shape(dims, axis);
        }
        return site.wrongArgument(
                ProblemCode.ARGUMENT_RANGE,
                "axis",
                "One axis has one length. '" + axis + "' is " + input.dims().get(0) + " of '"
                        + site.sources().get(0) + "' (" + site.path(0) + ") but " + dims.get(0) + " of '" + site.node()
                        + "'. Choose a name of its own for the new axis.");
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
        Value reshaped = lowering.reshape(lowering.inputs().get(0));
        String axis = lowering.arguments().text("axis");
        String varies = reshaped.type().axis(0);
        if (!axis.isEmpty() && !varies.isEmpty() && !varies.equals(axis)) {
            throw new RefusedAxis(
                    varies,
                    "cannot be called '" + axis + "'",
                    "Write axis = \"" + varies + "\", or leave the name out.");
        }
        return reshaped;
    }
}

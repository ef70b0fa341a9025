package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** A part of one axis. */
final class Slice implements Layer {
    @Override
    public String annotation() {
        return "Slice";
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        int axis = Axes.of(site, site.arguments().integer("axis"));
        if (axis < 0) {
            return Shape.UNKNOWN;
        }
        int length = input.dims().get(axis);
        int start = site.arguments().integer("start");
        int asked = site.arguments().integer("size");
        int size = asked == -1 ? length - start : asked;
        if (start < 0 || start >= length) {
            return wrong(site, "start", "start must be in the axis, from 0. It was " + start, length);
        }
        if (size < 1 || size > length - start) {
            return wrong(site, "size", "size must be at least 1 and end in the axis. It was " + asked, length);
        }
        List<Integer> dims = new ArrayList<>(input.dims());
        dims.set(axis, size);
        return new Shape(dims, input.axis());
    }

    private static Shape wrong(Site site, String member, String text, int length) {
        return site.wrongArgument(
                ProblemCode.ARGUMENT_RANGE,
                member,
                text + ", of an axis of " + length + " elements of '"
                        + site.sources().get(0) + "', which is "
                        + site.inputs().get(0) + " (" + site.path(0) + "). Choose a part of what is there.");
    }

    @Override
    public Values values(Site site) {
        Shape input = site.inputs().get(0);
        boolean rows = Axes.index(site.arguments().integer("axis"), input.rank()) == input.rank() - 1;
        return rows ? site.values(0).withOtherRows() : site.values(0);
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        int axis =
                Axes.index(lowering.arguments().integer("axis"), x.type().dims().size());
        int size = lowering.shape().dims().get(axis);
        return lowering.slice(x, axis, lowering.arguments().integer("start"), size);
    }
}

package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Zeros before and behind one axis. */
final class Pad implements Layer {
    @Override
    public String annotation() {
        return "Pad";
    }

    @Override
    public boolean check(Site site) {
        boolean right = true;
        for (String member : List.of("before", "after")) {
            int count = site.arguments().integer(member);
            if (count < 0) {
                right = false;
                site.wrongArgument(
                        ProblemCode.ARGUMENT_RANGE,
                        member,
                        member + " must be at least 0. It was " + count
                                + ". Give a number of zeros, or use @Slice to cut.");
            }
        }
        return right;
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        int axis = Axes.of(site, site.arguments().integer("axis"));
        if (axis < 0) {
            return Shape.UNKNOWN;
        }
        long padded = (long) input.dims().get(axis)
                + site.arguments().integer("before")
                + site.arguments().integer("after");
        if (padded > Integer.MAX_VALUE || input.size() / input.dims().get(axis) * padded > Integer.MAX_VALUE) {
            return site.wrongInput(
                    ProblemCode.TOO_LARGE,
                    0,
                    "A node must have less than 2³¹ elements. '"
                            + site.sources().get(0) + "' is " + input + " and the padded axis would have " + padded
                            + ". Stay below that.");
        }
        List<Integer> dims = new ArrayList<>(input.dims());
        dims.set(axis, (int) padded);
        return new Shape(dims, input.axis());
    }

    @Override
    public Values values(Site site) {
        return site.values(0) == Values.UNIT || site.values(0) == Values.PROBABILITIES ? Values.UNIT : Values.MIXED;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        int axis =
                Axes.index(lowering.arguments().integer("axis"), x.type().dims().size());
        int before = lowering.arguments().integer("before");
        int after = lowering.arguments().integer("after");
        List<Value> parts = new ArrayList<>();
        if (before > 0) {
            parts.add(zeros(lowering, x, axis, before));
        }
        parts.add(x);
        if (after > 0) {
            parts.add(zeros(lowering, x, axis, after));
        }
        return parts.size() == 1 ? lowering.reshape(x) : lowering.concat(parts, axis);
    }

    private static Value zeros(Lowering lowering, Value like, int axis, int size) {
        List<Integer> dims = new ArrayList<>(like.type().dims());
        dims.set(axis, size);
        return lowering.zeros(dims);
    }
}

package io.lanewise.processor.layer;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The sum, or the mean, along some axes. The last axis is summed along rows. Of the others, those that are summed come first, so that
 * what is left of an example is one row, and rows are added up.
 */
final class Sum implements Layer {
    private final String annotation;
    private final boolean mean;

    Sum(String annotation, boolean mean) {
        this.annotation = annotation;
        this.mean = mean;
    }

    @Override
    public String annotation() {
        return annotation;
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        List<Integer> asked = site.arguments().integers("axis");
        boolean right = true;
        for (int axis : asked) {
            right &= Axes.of(site, axis) >= 0;
        }
        if (!right) {
            return Shape.UNKNOWN;
        }
        TreeSet<Integer> axes = axes(asked, input.rank());
        if (!asked.isEmpty() && axes.size() < asked.size()) {
            return site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "axis",
                    "axis must name each axis once. It was " + asked + " of '"
                            + site.sources().get(0) + "', which is " + input + ". Leave out what stands twice.");
        }
        boolean partly = axes.first() < input.rank() - 1
                && axes.headSet(input.rank() - 1).size() < input.rank() - 1;
        if (partly && input.rank() > Op.Permute.AXES) {
            return site.wrongInput(
                    ProblemCode.RANK,
                    0,
                    annotation + " along some of the axes before the last takes " + Op.Permute.AXES
                            + " axes at most. '" + site.sources().get(0) + "' is " + input + " (" + site.path(0)
                            + "). Join axes by @Reshape before.");
        }
        boolean keep = site.arguments().flag("keepDims");
        List<Integer> dims = kept(input.dims(), axes, keep);
        String axis = axes.contains(0) || dims.size() < 2 ? "" : input.axis();
        return new Shape(dims, axis);
    }

    private static TreeSet<Integer> axes(List<Integer> asked, int rank) {
        TreeSet<Integer> axes = new TreeSet<>();
        for (int axis : asked) {
            axes.add(Axes.index(axis, rank));
        }
        for (int axis = 0; asked.isEmpty() && axis < rank; axis++) {
            axes.add(axis);
        }
        return axes;
    }

    private static List<Integer> kept(List<Integer> dims, TreeSet<Integer> summed, boolean keep) {
        List<Integer> left = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            if (!summed.contains(axis)) {
                left.add(dims.get(axis));
            } else if (keep) {
                left.add(1);
            }
        }
        return left.isEmpty() ? List.of(1) : left;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        int rank = x.type().dims().size();
        TreeSet<Integer> axes = axes(lowering.arguments().integers("axis"), rank);
        Value sum = axes.contains(rank - 1) ? Normalization.rowSum(lowering, x) : x;
        List<Integer> first = List.copyOf(axes.headSet(rank - 1));
        if (!first.isEmpty()) {
            sum = overRows(lowering, sum, first);
        }
        List<Integer> dims = lowering.shape().dims();
        if (!mean) {
            return sum.type().dims().equals(dims) && sum != x ? sum : lowering.reshape(sum);
        }
        double size = (double) x.type().size() / lowering.shape().size();
        Value shaped = sum.type().dims().equals(dims) ? sum : lowering.reshape(sum);
        return lowering.map("mean", Expressions.divide(Expressions.operand(0), Expressions.constant(size)), shaped);
    }

    /** The sum along {@code first}, axes before the last: they come first, and the others are one row with the last. */
    private static Value overRows(Lowering lowering, Value sum, List<Integer> first) {
        List<Integer> dims = sum.type().dims();
        if (first.size() < dims.size() - 1) {
            List<Integer> order = new ArrayList<>(first);
            int rows = 1;
            for (int axis : first) {
                rows *= dims.get(axis);
            }
            for (int axis = 0; axis < dims.size(); axis++) {
                if (!first.contains(axis)) {
                    order.add(axis);
                }
            }
            boolean moved = first.get(first.size() - 1) >= first.size();
            Value permuted = moved ? lowering.permute(sum, order) : sum;
            sum = lowering.reshape(permuted, List.of(rows, sum.type().size() / rows));
        }
        return Normalization.exampleSum(lowering, sum);
    }
}

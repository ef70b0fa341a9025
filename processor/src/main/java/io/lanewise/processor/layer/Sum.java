package io.lanewise.processor.layer;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The sum, or the mean, along some axes. The last axis is summed along rows. Of the others, those that are summed come first, so that
 * what is left of an example is one row, and rows are added up; but an axis of variable length that is left cannot
 * be joined with others to a row.
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
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        int rank = x.type().dims().size();
        TreeSet<Integer> axes = axes(lowering.arguments().integers("axis"), rank);
        Value sum = axes.contains(rank - 1) ? Normalization.rowSum(lowering, x) : x;
        List<Integer> first = List.copyOf(axes.headSet(rank - 1));
        if (!first.isEmpty()) {
            sum = staysNamed(sum, first) ? ofEach(lowering, sum, first) : overRows(lowering, sum, first);
        }
        List<Integer> dims = lowering.shape().dims();
        boolean shaped = sum.type().dims().equals(dims);
        if (!mean) {
            return shaped && sum != x ? sum : lowering.reshape(sum);
        }
        return mean(lowering, shaped ? sum : lowering.reshape(sum), x, axes);
    }

    /** {@code sum} divided by how many numbers it is of: those of axes of fixed size, times the lengths that the call has. */
    private static Value mean(Lowering lowering, Value sum, Value x, TreeSet<Integer> axes) {
        long fixed = 1;
        List<Value> operands = new ArrayList<>(List.of(sum));
        Expr divisor = Expressions.ONE;
        for (int axis : axes) {
            if (x.type().axis(axis).isEmpty()) {
                fixed *= x.type().dims().get(axis);
            } else {
                divisor = Expressions.multiply(divisor, Expressions.operand(operands.size()));
                operands.add(lowering.length(x, axis));
            }
        }
        divisor = Expressions.multiply(Expressions.constant(fixed), divisor);
        return lowering.map(
                "mean", Expressions.divide(Expressions.operand(0), divisor), operands.toArray(Value[]::new));
    }

    /** Whether an axis of variable length is left of those before the last, or is the last beside others that are left. */
    private static boolean staysNamed(Value sum, List<Integer> first) {
        int last = sum.type().dims().size() - 1;
        boolean named = false;
        for (int axis = 0; axis < last; axis++) {
            named |= !first.contains(axis) && !sum.type().axis(axis).isEmpty();
        }
        return named || first.size() < last && !sum.type().axis(last).isEmpty();
    }

    /**
     * The sum along {@code first}, axes before the last, at each place of those that stay before the last: a product with a row of
     * ones, which adds up in the same order.
     */
    private static Value ofEach(Lowering lowering, Value sum, List<Integer> first) {
        List<Integer> dims = sum.type().dims();
        int last = dims.size() - 1;
        List<Integer> order = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int axis = 0; axis < last; axis++) {
            if (!first.contains(axis)) {
                order.add(axis);
                sizes.add(dims.get(axis));
                names.add(sum.type().axis(axis));
            }
        }
        List<Integer> ofOnes = new ArrayList<>(sizes);
        ofOnes.add(1);
        names.addAll(List.of("", ""));
        order.addAll(first);
        order.add(last);
        int rows = 1;
        for (int axis : first) {
            rows *= dims.get(axis);
        }
        ofOnes.add(rows);
        sizes.addAll(List.of(rows, dims.get(last)));
        boolean moved = first.get(first.size() - 1) != last - 1 || first.get(0) != last - first.size();
        Value permuted = moved ? lowering.permute(sum, order) : sum;
        Value matrices = first.size() == 1 ? permuted : lowering.reshape(permuted, sizes);
        return lowering.batchMatMul(lowering.ones(ofOnes, names), matrices, false);
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

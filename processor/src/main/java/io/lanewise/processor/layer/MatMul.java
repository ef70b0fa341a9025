package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code a · b}, matrix by matrix, each perhaps transposed. */
final class MatMul implements Layer {
    @Override
    public String annotation() {
        return "MatMul";
    }

    @Override
    public int minInputs() {
        return 2;
    }

    @Override
    public int maxInputs() {
        return 2;
    }

    @Override
    public Shape shape(Site site) {
        Shape shape = Shape.UNKNOWN;
        boolean known = true;
        for (int i = 0; i < 2; i++) {
            Shape input = site.inputs().get(i);
            if (input.rank() < 2) {
                shape = site.wrongInput(
                        ProblemCode.RANK,
                        i,
                        "MatMul expects matrices but '" + site.sources().get(i) + "' is " + input
                                + ". Its shape comes from " + site.path(i)
                                + ". Make it a matrix by @Reshape, or use @Dot for the inner product of two vectors.");
                known = false;
            }
        }
        if (!known) {
            return shape;
        }
        List<Integer> first = turned(site.inputs().get(0), site.arguments().flag("transposeFirst"));
        List<Integer> second = turned(site.inputs().get(1), site.arguments().flag("transposeSecond"));
        int axes = first.size();
        boolean fits = axes == second.size()
                && first.subList(0, axes - 2).equals(second.subList(0, axes - 2))
                && first.get(axes - 1).equals(second.get(axes - 2));
        if (!fits) {
            return site.wrongInput(
                    ProblemCode.SHAPES_DIFFER,
                    1,
                    "MatMul expects […, m, k] and […, k, n]. '" + site.sources().get(0) + "' is "
                            + site.inputs().get(0) + " (" + site.path(0) + ") and '"
                            + site.sources().get(1) + "' is " + site.inputs().get(1) + " (" + site.path(1)
                            + (site.arguments().flag("transposeFirst") ? ", the first transposed" : "")
                            + (site.arguments().flag("transposeSecond") ? ", the second transposed" : "")
                            + "). Bring the inner sizes together, or change what is transposed.");
        }
        List<Integer> dims = new ArrayList<>(first);
        dims.set(axes - 1, second.get(axes - 1));
        return new Shape(
                dims,
                axes == 2 && !site.arguments().flag("transposeFirst")
                        ? site.inputs().get(0).axis()
                        : "");
    }

    private static List<Integer> turned(Shape shape, boolean transposed) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        if (transposed) {
            Collections.swap(dims, dims.size() - 2, dims.size() - 1);
        }
        return dims;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value right = lowering.inputs().get(1);
        if (lowering.arguments().flag("transposeSecond")) {
            right = lowering.permute(right, lastTwo(right.type().dims().size()));
        }
        return lowering.batchMatMul(
                lowering.inputs().get(0), right, lowering.arguments().flag("transposeFirst"));
    }

    /** The last two of so many axes changed with each other. */
    static List<Integer> lastTwo(int axes) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            order.add(axis);
        }
        Collections.swap(order, axes - 2, axes - 1);
        return order;
    }
}

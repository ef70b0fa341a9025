package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Two or more nodes side by side along one axis. */
final class Concatenate implements Layer {
    @Override
    public String annotation() {
        return "Concatenate";
    }

    @Override
    public int minInputs() {
        return 2;
    }

    @Override
    public int maxInputs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Shape shape(Site site) {
        Shape first = site.inputs().get(0);
        int axis = Axes.of(site, site.arguments().integer("axis"));
        if (axis < 0) {
            return Shape.UNKNOWN;
        }
        long joined = first.dims().get(axis);
        boolean wrong = false;
        for (int i = 1; i < site.inputs().size(); i++) {
            Shape other = site.inputs().get(i);
            if (other.rank() != first.rank() || !without(axis, other).equals(without(axis, first))) {
                wrong = true;
                site.wrongInput(
                        ProblemCode.SHAPES_DIFFER,
                        i,
                        "Concatenate expects nodes that agree in every axis but axis " + (axis + 1) + ". '"
                                + site.sources().get(0) + "' is " + first + " (" + site.path(0) + ") but '"
                                + site.sources().get(i) + "' is " + other + " (" + site.path(i)
                                + "). Bring the other axes to one size, or choose another axis.");
            } else {
                joined += other.dims().get(axis);
            }
        }
        if (wrong) {
            return Shape.UNKNOWN;
        }
        if (joined > Integer.MAX_VALUE) {
            return site.wrongInput(
                    ProblemCode.TOO_LARGE,
                    0,
                    "The joined axis is too long. It would have " + joined + " elements. Stay under 2³¹.");
        }
        List<Integer> dims = new ArrayList<>(first.dims());
        dims.set(axis, (int) joined);
        return new Shape(dims, axis == 0 ? "" : first.axis());
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        return lowering.concat(
                lowering.inputs(),
                Axes.index(
                        lowering.arguments().integer("axis"), lowering.shape().rank()));
    }

    private static List<Integer> without(int axis, Shape shape) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        dims.remove(axis);
        return dims;
    }
}

package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** Two or more nodes of one shape, combined element by element from the first to the last. */
abstract class Elementwise implements Layer {
    private final String annotation;
    private final String label;
    private final Function function;

    Elementwise(String annotation, String label, Function function) {
        this.annotation = annotation;
        this.label = label;
        this.function = function;
    }

    @Override
    public final String annotation() {
        return annotation;
    }

    @Override
    public final int minInputs() {
        return 2;
    }

    @Override
    public int maxInputs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public final Shape shape(Site site) {
        return common(site, annotation);
    }

    /** The one shape of all inputs; reports those that differ from the first. */
    static Shape common(Site site, String annotation) {
        Shape first = site.inputs().get(0);
        Shape result = first;
        for (int i = 1; i < site.inputs().size(); i++) {
            Shape other = site.inputs().get(i);
            if (!other.equals(first)) {
                result = site.wrongInput(
                        ProblemCode.SHAPES_DIFFER,
                        i,
                        annotation + " expects nodes of one shape. '"
                                + site.sources().get(0) + "' is " + first + " ("
                                + site.path(0) + ") but '" + site.sources().get(i) + "' is " + other + " ("
                                + site.path(i) + "). " + remedy(site, 0, i));
            }
        }
        return result;
    }

    /** What brings two shapes together: nothing is stretched to the shape of another by itself. */
    private static String remedy(Site site, int one, int two) {
        Shape first = site.inputs().get(one);
        Shape second = site.inputs().get(two);
        int larger = first.rank() >= second.rank() ? one : two;
        Shape large = site.inputs().get(larger);
        Shape small = site.inputs().get(one + two - larger);
        if (first.dims().equals(second.dims())) {
            return "Their sizes are the same but their first axes have not the same name: give both one name, or none.";
        }
        if (first.withWidth(1).equals(second.withWidth(1)) && Math.min(first.width(), second.width()) > 1) {
            return "Bring both to one shape, for example by a @Dense of " + first.width() + " units.";
        }
        if (large.rank() == 2 && small.dims().equals(List.of(large.width()))) {
            return "Bring both to one shape: @RepeatVector(n = " + large.dims().get(0)
                    + (large.axis().isEmpty() ? ")" : ", axis = \"" + large.axis() + "\")") + " repeats '"
                    + site.sources().get(one + two - larger) + "'.";
        }
        return "Bring both to one shape, for example by @RepeatVector, @Reshape or @MatMul: nothing is stretched to the"
                + " shape of another.";
    }

    @Override
    public final List<Integer> flattened(Site site) {
        List<Integer> first = site.flattened(0);
        for (int i = 1; i < site.inputs().size(); i++) {
            if (!site.flattened(i).equals(first)) {
                return List.of();
            }
        }
        return first;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public final Value lower(Lowering lowering) {
        Expr expression = new Expr.Operand(0);
        for (int i = 1; i < lowering.inputs().size(); i++) {
            expression = new Expr.Call(function, List.of(expression, new Expr.Operand(i)));
        }
        return lowering.map(
                label,
                finish(expression, lowering.inputs().size()),
                lowering.inputs().toArray(Value[]::new));
    }

    /** What the combination of {@code count} nodes becomes. */
    Expr finish(Expr combined, int count) {
        return combined;
    }
}

package io.lanewise.processor.layer;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The largest number or the mean of all pixels or steps, channel by channel; of steps, those that a mask leaves. Where it leaves
 * none, the result is 0.
 */
final class GlobalPooling implements Layer {
    private static final String INPUT = "input";
    private static final String MASK = "mask";
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);
    private static final Expr NEVER = Expressions.constant(Double.NEGATIVE_INFINITY);

    private final String word;
    private final int axes;

    /** {@code word} is that of the annotation: {@code GlobalMaxPool} or {@code GlobalAveragePooling}. */
    GlobalPooling(String word, int axes) {
        this.word = word;
        this.axes = axes;
    }

    @Override
    public String annotation() {
        return word + axes + "D";
    }

    @Override
    public List<String> roles() {
        return axes == 1 ? List.of(INPUT, MASK) : List.of();
    }

    @Override
    public int maxInputs() {
        return axes == 1 ? 2 : 1;
    }

    @Override
    public Shape shape(Site site) {
        int index = axes == 1 ? site.input(INPUT) : 0;
        if (!Windows.isImage(site, index, annotation(), axes)) {
            return Shape.UNKNOWN;
        }
        Shape input = site.inputs().get(index);
        int mask = axes == 1 ? site.input(MASK) : -1;
        if (mask >= 0 && !site.inputs().get(mask).dims().equals(input.dims().subList(0, 1))) {
            return site.wrongInput(
                    ProblemCode.SHAPES_DIFFER,
                    mask,
                    "mask of '" + site.node() + "' is " + input.dims().get(0) + ", a number a step, but '"
                            + site.sources().get(mask) + "' is "
                            + site.inputs().get(mask) + " (" + site.path(mask) + "). Bring it to that shape.");
        }
        return Shape.of(input.width());
    }

    @Override
    public Values values(Site site) {
        return site.values(axes == 1 ? site.input(INPUT) : 0).withOtherRows();
    }

    @Override
    public boolean takesLengths() {
        return axes == 1;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value image = lowering.inputs().get(0);
        Value mask = null;
        if (axes == 1) {
            image = Objects.requireNonNull(lowering.input(INPUT));
            mask = lowering.input(MASK);
        }
        Value column = mask == null
                ? null
                : lowering.reshape(mask, List.of(image.type().dims().get(0), 1));
        Value counted = column == null ? null : counted(lowering, column);
        return word.equals("GlobalMaxPool")
                ? largest(lowering, image, column, counted)
                : mean(lowering, image, column, counted);
    }

    /** How many steps the mask leaves. */
    private static Value counted(Lowering lowering, Value column) {
        Value ones = lowering.map("counted", where(FIRST, Expressions.ONE, Expressions.ZERO), column);
        return lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, ones);
    }

    private static Value mean(Lowering lowering, Value image, @Nullable Value column, @Nullable Value counted) {
        if (column != null && counted != null) {
            // Chosen, not multiplied, for whatever stands in padding is nothing.
            Value real = lowering.map("masked", where(SECOND, FIRST, Expressions.ZERO), image, column);
            Value sum = lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, real);
            return lowering.map("mean", where(SECOND, divide(SECOND), Expressions.ZERO), sum, counted);
        }
        Value sum = lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, image);
        if (image.type().varies()) {
            return lowering.map("mean", divide(SECOND), sum, lowering.length(image, 0));
        }
        int[] sizes = Windows.image(image.type().dims());
        return lowering.map("mean", divide(Expressions.constant(sizes[0] * (double) sizes[1])), sum);
    }

    private static Value largest(Lowering lowering, Value image, @Nullable Value column, @Nullable Value counted) {
        Value real = column == null ? image : lowering.map("masked", where(SECOND, FIRST, NEVER), image, column);
        Value largest = real.type().varies() ? ofSteps(lowering, real) : ofImage(lowering, real);
        return counted == null
                ? lowering.reshape(largest)
                : lowering.map("orZero", where(SECOND, FIRST, Expressions.ZERO), lowering.reshape(largest), counted);
    }

    private static Value ofImage(Lowering lowering, Value image) {
        int[] sizes = Windows.image(image.type().dims());
        Window all = new Window(sizes[0], sizes[1], sizes[2], sizes[2], sizes[0], sizes[1], 1, 1, 1, 1, 0, 0, 1, 1, 1);
        return lowering.pool(Op.Pool.Kind.MAX, false, image, all);
    }

    /**
     * The same of a sequence of variable length, whose channels become rows: the maximum of a row that only the first of its largest
     * numbers is left of, so that it alone gets the gradient. Of NaN the first is taken.
     */
    private static Value ofSteps(Lowering lowering, Value steps) {
        Value rows = lowering.permute(steps, List.of(1, 0));
        Value max = lowering.detach(lowering.reduce(Op.Reduce.Kind.MAX, Op.Reduce.Over.ROW, rows));
        Expr before = Expressions.call(Function.NEGATE, new Expr.Index());
        Expr orNaN = new Expr.Where(Comparison.EQUAL, FIRST, FIRST, NEVER, before);
        Expr candidate = new Expr.Where(Comparison.EQUAL, FIRST, SECOND, before, orNaN);
        Value places = lowering.map("place", candidate, lowering.detach(rows), max);
        Value first = lowering.detach(lowering.reduce(Op.Reduce.Kind.MAX, Op.Reduce.Over.ROW, places));
        Value alone =
                lowering.map("first", new Expr.Where(Comparison.EQUAL, before, SECOND, FIRST, NEVER), rows, first);
        return lowering.reduce(Op.Reduce.Kind.MAX, Op.Reduce.Over.ROW, alone);
    }

    private static Expr divide(Expr divisor) {
        return Expressions.call(Function.DIVIDE, FIRST, divisor);
    }

    /** {@code then} where {@code condition} is above 0. */
    private static Expr where(Expr condition, Expr then, Expr otherwise) {
        return new Expr.Where(Comparison.GREATER, condition, Expressions.ZERO, then, otherwise);
    }
}

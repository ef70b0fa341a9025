package io.lanewise.processor.fuse;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Uses;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts factors of columns into the matrix of the product or the convolution before them: of {@code (x·W)·a + b}, with a and b of parameters alone,
 * remains {@code x·(W·a) + b}, whose matrix is made when parameters are published. So a batch normalisation costs a prediction
 * nothing behind a dense or a convolutional layer but the bias that this may have anyway.
 */
final class Folding {
    private final Program program;
    private final Uses uses;
    private final Set<Value> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Value, Affine> known = new IdentityHashMap<>();

    /** {@code slope · product + offset}, both expressions of {@code operands}. */
    private record Affine(Value product, Expr slope, Expr offset, List<Value> operands) {}

    private Folding(Program program) {
        this.program = program;
        uses = new Uses(program);
    }

    /** The program that computes the same but for rounding, of values of its own. */
    static Program of(Program program) {
        return new Folding(program).folded();
    }

    private Program folded() {
        for (Value value : program.values()) {
            if (isOfParameters(value)) {
                fixed.add(value);
            }
            Affine affine = affine(value);
            if (affine != null) {
                known.put(value, affine);
            }
        }
        Set<Value> continued = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Value value : known.keySet()) {
            Operands.of(value).stream().filter(known::containsKey).forEach(continued::add);
        }
        Inference copying = new Inference();
        List<Value> values = new ArrayList<>();
        for (Value value : program.values()) {
            Affine affine = continued.contains(value) ? null : known.get(value);
            if (affine == null || Substitution.operandsOf(affine.slope).isEmpty()) {
                copying.add(value, values);
            } else {
                fold(value, affine, copying, values);
            }
        }
        return new Program(values, copying.all(program.results()));
    }

    private boolean isOfParameters(Value value) {
        if (value.op() instanceof Op.Param) {
            return true;
        }
        boolean computed = value.op() instanceof Op.Map || value.op() instanceof Op.Detach;
        return computed
                && !value.type().batched()
                && value.type().dims().size() == 1
                && Operands.of(value).stream().allMatch(fixed::contains);
    }

    /** {@code value} as a product times factors, plus numbers, of columns; null if it is no such thing. */
    private @Nullable Affine affine(Value value) {
        Value matrix = matrix(value);
        if (matrix != null) {
            boolean fits = value.type().batched() && value.type().width() > 1 && matrix.op() instanceof Op.Param;
            return fits ? new Affine(value, Expressions.ONE, Expressions.ZERO, List.of()) : null;
        }
        if (value.op() instanceof Op.Detach same) {
            return isInside(same.operand()) ? known.get(same.operand()) : null;
        }
        if (!(value.op() instanceof Op.Map map) || !value.type().batched()) {
            return null;
        }
        Affine inner = null;
        Expr[] places = new Expr[map.operands().size()];
        int varies = -1;
        List<Value> operands = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Value operand = map.operands().get(i);
            if (operand.type().equals(value.type()) && inner == null && isInside(operand)) {
                inner = known.get(operand);
                varies = i;
            } else if (!fixed.contains(operand)
                    || operand.type().size() != 1
                            && operand.type().size() != value.type().width()) {
                return null;
            }
        }
        if (inner == null) {
            return null;
        }
        operands.addAll(inner.operands);
        for (int i = 0; i < places.length; i++) {
            Value operand = map.operands().get(i);
            if (operand.op() instanceof Op.Map number && number.expression() instanceof Expr.Constant constant) {
                places[i] = constant;
            } else if (i != varies) {
                places[i] = Expressions.operand(operands.size());
                operands.add(operand);
            }
        }
        Expr[] line = line(map.expression(), varies, places);
        return line == null
                ? null
                : new Affine(
                        inner.product,
                        Expressions.multiply(line[0], inner.slope),
                        Expressions.add(Expressions.multiply(line[0], inner.offset), line[1]),
                        operands);
    }

    /** The matrix whose columns make those of a product or a convolution; null of anything else. */
    private static @Nullable Value matrix(Value value) {
        if (value.op() instanceof Op.MatMul product) {
            return product.transposeLeft() || product.transposeRight() ? null : product.right();
        }
        return value.op() instanceof Op.Conv conv && conv.part() == Op.Conv.Part.RESULT ? conv.second() : null;
    }

    /** The same product or convolution with another matrix. */
    private static Op with(Value matrix, Op op, Inference copying) {
        if (op instanceof Op.Conv conv) {
            return conv.of(copying.get(conv.first()), matrix);
        }
        return new Op.MatMul(copying.get(((Op.MatMul) op).left()), matrix, false, false);
    }

    /** Whether nothing but the one Map that reads {@code operand} needs it. */
    private boolean isInside(Value operand) {
        return known.containsKey(operand) && uses.isReadOnce(operand);
    }

    /** Slope and offset of {@code e} by operand {@code varies}, the others put in {@code places}; null if it is no line. */
    private static Expr @Nullable [] line(Expr e, int varies, Expr[] places) {
        if (e instanceof Expr.Operand operand && operand.index() == varies) {
            return new Expr[] {Expressions.ONE, Expressions.ZERO};
        }
        if (!Substitution.operandsOf(e).contains(varies)) {
            return new Expr[] {Expressions.ZERO, Substitution.operands(e, places)};
        }
        if (!(e instanceof Expr.Call call)) {
            return null;
        }
        Expr[] a = line(call.arguments().get(0), varies, places);
        Expr[] b = call.arguments().size() > 1 ? line(call.arguments().get(1), varies, places) : null;
        if (a == null || call.arguments().size() > 1 && b == null) {
            return null;
        }
        if (call.function() == Function.NEGATE) {
            return new Expr[] {Expressions.negate(a[0]), Expressions.negate(a[1])};
        }
        if (b == null) {
            return null;
        }
        return switch (call.function()) {
            case ADD -> new Expr[] {Expressions.add(a[0], b[0]), Expressions.add(a[1], b[1])};
            case SUBTRACT -> new Expr[] {Expressions.subtract(a[0], b[0]), Expressions.subtract(a[1], b[1])};
            case MULTIPLY ->
                Expressions.is(b[0], 0)
                        ? new Expr[] {Expressions.multiply(a[0], b[1]), Expressions.multiply(a[1], b[1])}
                        : Expressions.is(a[0], 0)
                                ? new Expr[] {Expressions.multiply(a[1], b[0]), Expressions.multiply(a[1], b[1])}
                                : null;
            case DIVIDE ->
                Expressions.is(b[0], 0)
                        ? new Expr[] {Expressions.divide(a[0], b[1]), Expressions.divide(a[1], b[1])}
                        : null;
            default -> null;
        };
    }

    private void fold(Value value, Affine affine, Inference copying, List<Value> values) {
        Op product = affine.product.op();
        Value matrix = copying.get(Objects.requireNonNull(matrix(affine.product)));
        List<Value> operands = copying.all(affine.operands);
        Value factors = row(value, "factors", affine.slope, operands);
        Value scaled = new Value(matrix.name() + " scaled", matrix.type(), new Op.ScaleColumns(matrix, factors));
        Value result = new Value(value.name() + " product", affine.product.type(), with(scaled, product, copying));
        Value shift = row(value, "shift", affine.offset, operands);
        Expr sum = Expressions.call(Function.ADD, Expressions.operand(0), Expressions.operand(1));
        Value folded = new Value(value.name(), value.type(), new Op.Map(sum, List.of(result, shift), "bias"));
        values.addAll(List.of(factors, scaled, result, shift, folded));
        copying.put(value, folded);
    }

    /** A number for each column, of those operands that the expression reads. */
    private static Value row(Value of, String what, Expr expression, List<Value> operands) {
        Expr[] places = new Expr[operands.size()];
        List<Value> read = new ArrayList<>();
        for (int index : Substitution.operandsOf(expression)) {
            places[index] = Expressions.operand(read.size());
            read.add(operands.get(index));
        }
        Op.Map map = new Op.Map(Substitution.operands(expression, places), read, what);
        return new Value(of.name() + " " + what, Type.fixed(List.of(of.type().width())), map);
    }
}

package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The derivative of each primitive: what the gradient of its value gives to its operands. Answers the gradients, added to. */
final class Rules implements Op.Cases<Gradients> {
    private final Gradients gradients;
    private final Value gradient;

    /** For a value whose gradient is {@code gradient}, perhaps narrower than the value. */
    Rules(Gradients gradients, Value gradient) {
        this.gradients = gradients;
        this.gradient = gradient;
    }

    @Override
    public Gradients input(Value value, Op.Input op) {
        return gradients;
    }

    @Override
    public Gradients param(Value value, Op.Param op) {
        return gradients;
    }

    @Override
    public Gradients argument(Value value, Op.Argument op) {
        return gradients;
    }

    @Override
    public Gradients constants(Value value, Op.Constants op) {
        return gradients;
    }

    @Override
    public Gradients count(Value value, Op.Count op) {
        return gradients;
    }

    @Override
    public Gradients training(Value value, Op.Training op) {
        return gradients;
    }

    @Override
    public Gradients random(Value value, Op.Random op) {
        return gradients;
    }

    @Override
    public Gradients detach(Value value, Op.Detach op) {
        return gradients;
    }

    @Override
    public Gradients resize(Value value, Op.Resize op) {
        return gradients.give(op.operand(), gradients.make(op.operand(), new Op.Resize(full(value))));
    }

    @Override
    public Gradients map(Value value, Op.Map op) {
        Value exponents = SharesRule.exponents(op);
        if (exponents != null) {
            SharesRule.apply(gradients, value, exponents, gradient);
        } else {
            new MapRule(gradients, value, op, gradient).apply();
        }
        return gradients;
    }

    /** C = L·R, each perhaps transposed: dL = dC·Rᵀ and dR = Lᵀ·dC, read or written transposed as L and R are. */
    @Override
    public Gradients matMul(Value value, Op.MatMul op) {
        Value up = full(value);
        Value left = op.left();
        Value right = op.right();
        boolean leftTurned = op.transposeLeft();
        boolean rightTurned = op.transposeRight();
        if (gradients.isActive(left)) {
            Op product = leftTurned
                    ? new Op.MatMul(right, up, rightTurned, true)
                    : new Op.MatMul(up, right, false, !rightTurned);
            gradients.give(left, gradients.make(left, product));
        }
        if (gradients.isActive(right)) {
            Op product = rightTurned
                    ? new Op.MatMul(up, left, true, leftTurned)
                    : new Op.MatMul(left, up, !leftTurned, false);
            gradients.give(right, gradients.make(right, product));
        }
        return gradients;
    }

    /** C = L·R in each example: dL = dC·Rᵀ and dR = Lᵀ·dC; of C = Lᵀ·R, dL = R·dCᵀ and dR = L·dC. */
    @Override
    public Gradients batchMatMul(Value value, Op.BatchMatMul op) {
        Value up = full(value);
        if (gradients.isActive(op.left())) {
            Op product = op.transposeLeft()
                    ? new Op.BatchMatMul(op.right(), turned(up), false)
                    : new Op.BatchMatMul(up, turned(op.right()), false);
            gradients.give(op.left(), gradients.make(op.left(), product));
        }
        if (gradients.isActive(op.right())) {
            gradients.give(
                    op.right(), gradients.make(op.right(), new Op.BatchMatMul(op.left(), up, !op.transposeLeft())));
        }
        return gradients;
    }

    /** The last two axes of {@code value} changed with each other. */
    private Value turned(Value value) {
        List<Integer> dims = new ArrayList<>(value.type().dims());
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            axes.add(axis);
        }
        Collections.swap(dims, dims.size() - 2, dims.size() - 1);
        Collections.swap(axes, dims.size() - 2, dims.size() - 1);
        return gradients.add(new Value(value.name(), value.type().withDims(dims), new Op.Permute(value, axes)));
    }

    /** A step's gradient is what all rows that read it give, tap by tap. */
    @Override
    public Gradients unfold(Value value, Op.Unfold op) {
        Value operand = op.operand();
        Value up = full(value);
        for (int tap = 0; tap < op.taps(); tap++) {
            int from = tap * operand.type().width();
            Value part = op.taps() == 1 ? up : gradients.make(operand, new Op.Slice(up, 1, from));
            gradients.give(
                    operand,
                    op.offset(tap) == 0 ? part : gradients.make(operand, new Op.Unfold(part, 1, 1, op.offset(tap))));
        }
        return gradients;
    }

    @Override
    public Gradients permute(Value value, Op.Permute op) {
        if (Gradients.isScalar(gradient)) {
            return gradients.give(op.operand(), gradient);
        }
        List<Integer> back = new ArrayList<>(op.axes());
        for (int axis = 0; axis < back.size(); axis++) {
            back.set(op.axes().get(axis), axis);
        }
        return gradients.give(op.operand(), gradients.make(op.operand(), new Op.Permute(full(value), back)));
    }

    /** A sum hands its gradient on; a maximum to where it stands, in equal parts where it stands more than once. */
    @Override
    public Gradients reduce(Value value, Op.Reduce op) {
        Value operand = op.operand();
        if (op.kind() == Op.Reduce.Kind.SUM) {
            return gradients.give(operand, gradient);
        }
        Expr first = Expressions.operand(0);
        Expr second = Expressions.operand(1);
        Expr here = Expressions.where(Comparison.EQUAL, first, second, Expressions.ONE, Expressions.ZERO);
        Value ones = gradients.make(operand, new Op.Map(here, List.of(operand, value), "isMax"));
        Value count = gradients.make(value, new Op.Reduce(Op.Reduce.Kind.SUM, op.over(), ones));
        Expr share = Expressions.call(Function.DIVIDE, Expressions.operand(2), Expressions.operand(3));
        Expr shared = Expressions.where(Comparison.EQUAL, first, second, share, Expressions.ZERO);
        List<Value> operands = List.of(operand, value, gradient, count);
        return gradients.give(operand, gradients.make(operand, new Op.Map(shared, operands, "dMax")));
    }

    @Override
    public Gradients reshape(Value value, Op.Reshape op) {
        Value operand = op.operand();
        boolean scalar = Gradients.isScalar(gradient);
        return gradients.give(operand, scalar ? gradient : gradients.make(operand, new Op.Reshape(full(value))));
    }

    /** Integers have no derivative. */
    @Override
    public Gradients gather(Value value, Op.Gather op) {
        if (!gradients.isActive(op.table())) {
            return gradients;
        }
        Op scatter = new Op.Scatter(full(value), op.indices(), op.padding());
        return gradients.give(op.table(), gradients.make(op.table(), scatter));
    }

    @Override
    public Gradients scatter(Value value, Op.Scatter op) {
        throw new IllegalStateException("'" + value + "' is a derivative already");
    }

    @Override
    public Gradients sinusoids(Value value, Op.Sinusoids op) {
        return gradients;
    }

    /** All three parts come from one sum of products of an image, a filter and a result. */
    @Override
    public Gradients conv(Value value, Op.Conv op) {
        Value up = full(value);
        Value first = op.first();
        Value second = op.second();
        Window window = op.window();
        if (gradients.isActive(first)) {
            Op.Conv byFirst = switch (op.part()) {
                case RESULT -> new Op.Conv(Op.Conv.Part.IMAGE, up, second, window);
                case IMAGE -> new Op.Conv(Op.Conv.Part.RESULT, up, second, window);
                case FILTER -> new Op.Conv(Op.Conv.Part.IMAGE, second, up, window);
            };
            gradients.give(first, gradients.make(first, byFirst));
        }
        if (gradients.isActive(second)) {
            Op.Conv bySecond = switch (op.part()) {
                case RESULT -> new Op.Conv(Op.Conv.Part.FILTER, first, up, window);
                case IMAGE -> new Op.Conv(Op.Conv.Part.FILTER, up, first, window);
                case FILTER -> new Op.Conv(Op.Conv.Part.RESULT, first, up, window);
            };
            gradients.give(second, gradients.make(second, bySecond));
        }
        return gradients;
    }

    @Override
    public Gradients pool(Value value, Op.Pool op) {
        boolean max = op.kind() == Op.Pool.Kind.MAX;
        if (max && op.back()) {
            throw new IllegalStateException("'" + value + "' is a derivative already");
        }
        Value operand = op.operands().get(0);
        Value up = full(value);
        List<Value> operands = max ? List.of(operand, up) : List.of(up);
        return gradients.give(
                operand, gradients.make(operand, new Op.Pool(op.kind(), !op.back(), operands, op.window())));
    }

    @Override
    public Gradients transpose(Value value, Op.Transpose op) {
        return gradients.give(op.operand(), gradients.make(op.operand(), new Op.Transpose(full(value))));
    }

    @Override
    public Gradients concat(Value value, Op.Concat op) {
        int from = 0;
        for (Value operand : op.operands()) {
            if (gradients.isActive(operand)) {
                boolean scalar = Gradients.isScalar(gradient);
                gradients.give(
                        operand,
                        scalar ? gradient : gradients.make(operand, new Op.Slice(full(value), op.axis(), from)));
            }
            from += operand.type().dims().get(op.axis());
        }
        return gradients;
    }

    @Override
    public Gradients slice(Value value, Op.Slice op) {
        return gradients.givePart(op.operand(), op.axis(), op.from(), full(value));
    }

    @Override
    public Gradients scan(Value value, Op.Scan op) {
        new ScanRule(gradients, value, op).apply();
        return gradients;
    }

    @Override
    public Gradients scanResult(Value value, Op.ScanResult op) {
        return gradients.giveResult(op, full(value));
    }

    @Override
    public Gradients scaleColumns(Value value, Op.ScaleColumns op) {
        throw new IllegalStateException("'" + value + "' is made for prediction alone");
    }

    @Override
    public Gradients scanBack(Value value, Op.ScanBack op) {
        throw new IllegalStateException("'" + value + "' is a derivative already");
    }

    @Override
    public Gradients scanGradient(Value value, Op.ScanGradient op) {
        throw new IllegalStateException("'" + value + "' is a derivative already");
    }

    @Override
    public Gradients kept(Value value, Op.Kept op) {
        throw new IllegalStateException("'" + value + "' outlives the call, which only decoding makes it");
    }

    private Value full(Value value) {
        return gradients.full(gradient, value.type());
    }
}

package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.List;

/** What a value is made of. */
public final class Operands implements Op.Cases<List<Value>> {
    private static final Operands CASES = new Operands();

    private Operands() {}

    /** Operands of {@code value} in its own program; the body of a scan reads nothing outside it. */
    public static List<Value> of(Value value) {
        return value.accept(CASES);
    }

    /** Operands of a value in the making, which {@code op} is to compute. */
    static List<Value> of(Value value, Op op) {
        return op.accept(value, CASES);
    }

    @Override
    public List<Value> input(Value value, Op.Input op) {
        return List.of();
    }

    @Override
    public List<Value> param(Value value, Op.Param op) {
        return List.of();
    }

    @Override
    public List<Value> argument(Value value, Op.Argument op) {
        return List.of();
    }

    @Override
    public List<Value> constants(Value value, Op.Constants op) {
        return List.of();
    }

    @Override
    public List<Value> count(Value value, Op.Count op) {
        return List.of();
    }

    @Override
    public List<Value> training(Value value, Op.Training op) {
        return List.of();
    }

    @Override
    public List<Value> matMul(Value value, Op.MatMul op) {
        return List.of(op.left(), op.right());
    }

    @Override
    public List<Value> batchMatMul(Value value, Op.BatchMatMul op) {
        return List.of(op.left(), op.right());
    }

    @Override
    public List<Value> map(Value value, Op.Map op) {
        return op.operands();
    }

    @Override
    public List<Value> reduce(Value value, Op.Reduce op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> random(Value value, Op.Random op) {
        return List.of();
    }

    @Override
    public List<Value> reshape(Value value, Op.Reshape op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> detach(Value value, Op.Detach op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> concat(Value value, Op.Concat op) {
        return op.operands();
    }

    @Override
    public List<Value> slice(Value value, Op.Slice op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> unfold(Value value, Op.Unfold op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> permute(Value value, Op.Permute op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> gather(Value value, Op.Gather op) {
        return List.of(op.table(), op.indices());
    }

    @Override
    public List<Value> scatter(Value value, Op.Scatter op) {
        return List.of(op.rows(), op.indices());
    }

    @Override
    public List<Value> sinusoids(Value value, Op.Sinusoids op) {
        return List.of();
    }

    @Override
    public List<Value> conv(Value value, Op.Conv op) {
        return List.of(op.first(), op.second());
    }

    @Override
    public List<Value> pool(Value value, Op.Pool op) {
        return op.operands();
    }

    @Override
    public List<Value> transpose(Value value, Op.Transpose op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> scaleColumns(Value value, Op.ScaleColumns op) {
        return List.of(op.matrix(), op.factors());
    }

    @Override
    public List<Value> resize(Value value, Op.Resize op) {
        return List.of(op.operand());
    }

    @Override
    public List<Value> scan(Value value, Op.Scan op) {
        return op.operands();
    }

    @Override
    public List<Value> scanResult(Value value, Op.ScanResult op) {
        return List.of(op.scan());
    }

    @Override
    public List<Value> scanBack(Value value, Op.ScanBack op) {
        List<Value> operands = new ArrayList<>(List.of(op.forward()));
        for (Value upstream : op.upstream()) {
            if (upstream != null) {
                operands.add(upstream);
            }
        }
        return operands;
    }

    @Override
    public List<Value> scanGradient(Value value, Op.ScanGradient op) {
        return List.of(op.back());
    }

    @Override
    public List<Value> kept(Value value, Op.Kept op) {
        Value operand = op.operand();
        return operand == null ? List.of() : List.of(operand);
    }
}

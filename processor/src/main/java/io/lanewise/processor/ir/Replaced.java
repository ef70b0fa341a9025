package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Primitives with other operands; the counterpart of {@link Operands}. */
public final class Replaced implements Op.Cases<Op> {
    private final UnaryOperator<Value> by;

    private Replaced(UnaryOperator<Value> by) {
        this.by = by;
    }

    /** What {@code value} is, of what stands {@code by} its operands; the body of a scan is copied. */
    public static Op of(Value value, UnaryOperator<Value> by) {
        return value.accept(new Replaced(by));
    }

    /** The same program of other values, but for the parameters. */
    public static Program copy(Program program) {
        return copy(program, false);
    }

    /** The same for another place within the same scan: its arguments stay those they are, too. */
    public static Program again(Program body) {
        return copy(body, true);
    }

    private static Program copy(Program program, boolean keepsArguments) {
        Map<Value, Value> copies = new IdentityHashMap<>();
        UnaryOperator<Value> by = value -> copies.getOrDefault(value, value);
        List<Value> values = new ArrayList<>();
        for (Value value : program.values()) {
            boolean kept = value.op() instanceof Op.Param || keepsArguments && value.op() instanceof Op.Argument;
            Value copied = kept ? value : new Value(value.name(), value.type(), of(value, by));
            copies.put(value, copied);
            values.add(copied);
        }
        return new Program(values, all(program.results(), by), of(program.changes(), by));
    }

    /** Changes of the same state, of what stands {@code by} their operands. */
    public static List<Program.Change> of(List<Program.Change> changes, UnaryOperator<Value> by) {
        return changes.stream()
                .map(change -> new Program.Change(
                        change.state(),
                        new Op.Map(
                                change.added().expression(),
                                all(change.added().operands(), by),
                                change.added().label())))
                .toList();
    }

    private static List<Value> all(List<Value> values, UnaryOperator<Value> by) {
        return values.stream().map(by).toList();
    }

    private List<Value> all(List<Value> values) {
        return all(values, by);
    }

    private Value get(Value value) {
        return by.apply(value);
    }

    @Override
    public Op input(Value value, Op.Input op) {
        return op;
    }

    @Override
    public Op param(Value value, Op.Param op) {
        return op;
    }

    @Override
    public Op argument(Value value, Op.Argument op) {
        return op;
    }

    @Override
    public Op constants(Value value, Op.Constants op) {
        return op;
    }

    @Override
    public Op count(Value value, Op.Count op) {
        return op;
    }

    @Override
    public Op training(Value value, Op.Training op) {
        return op;
    }

    @Override
    public Op matMul(Value value, Op.MatMul op) {
        return new Op.MatMul(get(op.left()), get(op.right()), op.transposeLeft(), op.transposeRight());
    }

    @Override
    public Op batchMatMul(Value value, Op.BatchMatMul op) {
        return new Op.BatchMatMul(get(op.left()), get(op.right()), op.transposeLeft());
    }

    @Override
    public Op map(Value value, Op.Map op) {
        return new Op.Map(op.expression(), all(op.operands()), op.label());
    }

    @Override
    public Op reduce(Value value, Op.Reduce op) {
        return new Op.Reduce(op.kind(), op.over(), get(op.operand()));
    }

    @Override
    public Op random(Value value, Op.Random op) {
        return op;
    }

    @Override
    public Op reshape(Value value, Op.Reshape op) {
        return new Op.Reshape(get(op.operand()));
    }

    @Override
    public Op detach(Value value, Op.Detach op) {
        return new Op.Detach(get(op.operand()));
    }

    @Override
    public Op concat(Value value, Op.Concat op) {
        return new Op.Concat(all(op.operands()), op.axis());
    }

    @Override
    public Op slice(Value value, Op.Slice op) {
        return new Op.Slice(get(op.operand()), op.axis(), op.from());
    }

    @Override
    public Op unfold(Value value, Op.Unfold op) {
        return new Op.Unfold(get(op.operand()), op.taps(), op.dilation(), op.before());
    }

    @Override
    public Op permute(Value value, Op.Permute op) {
        return new Op.Permute(get(op.operand()), op.axes());
    }

    @Override
    public Op gather(Value value, Op.Gather op) {
        return new Op.Gather(get(op.table()), get(op.indices()), op.padding());
    }

    @Override
    public Op scatter(Value value, Op.Scatter op) {
        return new Op.Scatter(get(op.rows()), get(op.indices()), op.padding());
    }

    @Override
    public Op sinusoids(Value value, Op.Sinusoids op) {
        return op;
    }

    @Override
    public Op conv(Value value, Op.Conv op) {
        return op.of(get(op.first()), get(op.second()));
    }

    @Override
    public Op pool(Value value, Op.Pool op) {
        return new Op.Pool(op.kind(), op.back(), all(op.operands()), op.window());
    }

    @Override
    public Op transpose(Value value, Op.Transpose op) {
        return new Op.Transpose(get(op.operand()));
    }

    @Override
    public Op scaleColumns(Value value, Op.ScaleColumns op) {
        return new Op.ScaleColumns(get(op.matrix()), get(op.factors()));
    }

    @Override
    public Op resize(Value value, Op.Resize op) {
        return new Op.Resize(get(op.operand()));
    }

    @Override
    public Op scan(Value value, Op.Scan op) {
        return op.of(copy(op.body()), all(op.operands()));
    }

    @Override
    public Op scanResult(Value value, Op.ScanResult op) {
        return new Op.ScanResult(get(op.scan()), op.index());
    }

    @Override
    public Op scanBack(Value value, Op.ScanBack op) {
        throw new IllegalStateException("'" + value + "' is a derivative: only what comes forward is copied");
    }

    @Override
    public Op scanGradient(Value value, Op.ScanGradient op) {
        throw new IllegalStateException("'" + value + "' is a derivative: only what comes forward is copied");
    }

    @Override
    public Op kept(Value value, Op.Kept op) {
        Value operand = op.operand();
        return new Op.Kept(operand == null ? null : get(operand), op.place(), op.axis());
    }
}

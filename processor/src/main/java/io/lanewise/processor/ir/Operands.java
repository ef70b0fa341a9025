package io.lanewise.processor.ir;

import java.util.List;

/** What a value is made of. */
public final class Operands {
    private Operands() {}

    /** Operands of {@code value} in its own program; the body of a scan reads nothing outside it. */
    public static List<Value> of(Value value) {
        Op op = value.op();
        if (op instanceof Op.MatMul product) {
            return List.of(product.left(), product.right());
        }
        if (op instanceof Op.Map map) {
            return map.operands();
        }
        if (op instanceof Op.Reduce reduce) {
            return List.of(reduce.operand());
        }
        if (op instanceof Op.Reshape reshape) {
            return List.of(reshape.operand());
        }
        if (op instanceof Op.Detach detach) {
            return List.of(detach.operand());
        }
        if (op instanceof Op.Concat concat) {
            return concat.operands();
        }
        if (op instanceof Op.Slice slice) {
            return List.of(slice.operand());
        }
        if (op instanceof Op.Transpose transpose) {
            return List.of(transpose.operand());
        }
        if (op instanceof Op.Scan scan) {
            return scan.operands();
        }
        if (op instanceof Op.ScanBack back) {
            return List.of(back.forward(), back.upstream());
        }
        if (op instanceof Op.ScanGradient gradient) {
            return List.of(gradient.back());
        }
        return List.of();
    }
}

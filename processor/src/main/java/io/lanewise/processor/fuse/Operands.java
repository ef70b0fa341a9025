package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** The values a value is computed from. */
final class Operands {
    private Operands() {}

    static List<Value> of(Value value) {
        Op op = value.op();
        if (op instanceof Op.Map map) {
            return map.operands();
        } else if (op instanceof Op.MatMul product) {
            return List.of(product.left(), product.right());
        } else if (op instanceof Op.Reduce reduce) {
            return List.of(reduce.operand());
        } else if (op instanceof Op.Reshape reshape) {
            return List.of(reshape.operand());
        } else if (op instanceof Op.Detach detach) {
            return List.of(detach.operand());
        } else if (op instanceof Op.Concat concat) {
            return concat.operands();
        } else if (op instanceof Op.Slice slice) {
            return List.of(slice.operand());
        } else if (op instanceof Op.Transpose transpose) {
            return List.of(transpose.operand());
        } else if (op instanceof Op.Scan scan) {
            return scan.operands();
        } else if (op instanceof Op.ScanBack back) {
            return List.of(back.forward(), back.upstream());
        } else if (op instanceof Op.ScanGradient gradient) {
            return List.of(gradient.back());
        }
        return List.of();
    }
}

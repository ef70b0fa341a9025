package io.lanewise.processor.decode;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How each primitive is computed of one step; refuses what would need steps behind it. */
final class Rules {
    private final Split split;

    Rules(Split split) {
        this.split = split;
    }

    /** Computes one step of {@code value}, whose operands have one. */
    void compute(Value value) {
        Op op = value.op();
        if (op instanceof Op.Input || op instanceof Op.Argument) {
            split.define(value, op);
        } else if (op instanceof Op.Map map) {
            map(value, map);
        } else if (op instanceof Op.Reduce reduce) {
            reduce(value, reduce);
        } else if (op instanceof Op.MatMul product) {
            matMul(value, product);
        } else if (op instanceof Op.BatchMatMul product) {
            product(value, product);
        } else if (op instanceof Op.Detach detach) {
            same(value, detach.operand(), new Op.Detach(split.step(detach.operand())));
        } else if (op instanceof Op.Slice slice) {
            same(value, slice.operand(), new Op.Slice(split.step(slice.operand()), slice.axis(), slice.from()));
        } else if (op instanceof Op.Reshape reshape) {
            reshape(value, reshape.operand());
        } else if (op instanceof Op.Permute permute) {
            permute(value, permute);
        } else if (op instanceof Op.Gather gather && split.axes(gather.table()).isEmpty()) {
            split.define(
                    value, new Op.Gather(split.once(gather.table()), split.step(gather.indices()), gather.padding()));
        } else if (op instanceof Op.Concat concat) {
            concat(value, concat);
        } else if (op instanceof Op.Unfold) {
            throw new Refused("reads steps beside the present one");
        } else if (op instanceof Op.Scan scan) {
            split.repeated(value, scan);
        } else if (op instanceof Op.Resize) {
            throw Refused.state();
        } else {
            throw new Refused("mixes steps in a way that a decoder does not know");
        }
    }

    /** Of one operand, whose axes stay where they are. */
    private void same(Value value, Value operand, Op op) {
        Pair pair = split.pair(operand);
        if (pair != null) {
            split.define(value, op, pair);
        } else {
            split.define(value, op);
        }
    }

    private void reshape(Value value, Value operand) {
        Op op = new Op.Reshape(split.step(operand));
        Pair pair = split.pair(operand);
        if (pair == null) {
            split.define(value, op);
            return;
        }
        List<Integer> at = split.axes(value);
        boolean queryFirst = pair.query() < pair.key();
        split.define(value, op, new Pair(at.get(queryFirst ? 0 : 1), at.get(queryFirst ? 1 : 0), pair.future()));
    }

    private void permute(Value value, Op.Permute permute) {
        Op op = new Op.Permute(split.step(permute.operand()), permute.axes());
        Pair pair = split.pair(permute.operand());
        if (pair == null) {
            split.define(value, op);
            return;
        }
        List<Integer> axes = permute.axes();
        split.define(value, op, new Pair(axes.indexOf(pair.query()), axes.indexOf(pair.key()), pair.future()));
    }

    private void concat(Value value, Op.Concat concat) {
        List<Value> operands = concat.operands().stream().map(split::step).toList();
        List<Pair> all = concat.operands().stream().map(split::pair).distinct().toList();
        Op op = new Op.Concat(operands, concat.axis());
        Pair first = all.get(0);
        if (all.size() > 1) {
            throw new Refused("joins what different steps see");
        }
        if (first == null) {
            split.define(value, op);
        } else {
            split.define(value, op, first);
        }
    }

    private void reduce(Value value, Op.Reduce reduce) {
        Value operand = reduce.operand();
        Op op = new Op.Reduce(reduce.kind(), reduce.over(), split.step(operand));
        Pair pair = split.pair(operand);
        List<Integer> at = split.axes(operand);
        int last = Split.last(operand);
        if (reduce.over() == Op.Reduce.Over.EXAMPLE && pair == null && at.equals(List.of(last))) {
            split.define(value, op);
        } else if (reduce.over() != Op.Reduce.Over.ROW || pair == null && at.contains(last)) {
            throw new Refused("computes one number of all steps");
        } else if (pair != null && pair.key() == last) {
            double nothing = reduce.kind() == Op.Reduce.Kind.MAX ? Double.NEGATIVE_INFINITY : 0;
            if (pair.future() == null || pair.future() != nothing) {
                throw new Refused("reads steps behind the present one");
            }
            split.define(value, op);
        } else if (pair != null) {
            throw new Refused("computes one number of all steps");
        } else {
            split.define(value, op);
        }
    }

    // ---- products

    private void matMul(Value value, Op.MatMul product) {
        boolean steps = !split.axes(product.left()).isEmpty()
                && split.axes(product.right()).isEmpty()
                && !product.transposeLeft()
                && !split.isPair(product.left());
        if (!steps) {
            throw new Refused("multiplies all steps with each other");
        }
        split.define(
                value,
                new Op.MatMul(
                        split.step(product.left()), split.once(product.right()), false, product.transposeRight()));
    }

    private void product(Value value, Op.BatchMatMul product) {
        Value left = product.left();
        Value right = product.right();
        int last = Split.last(value);
        int rows = product.transposeLeft() ? last : last - 1;
        int inner = product.transposeLeft() ? last - 1 : last;
        List<Integer> ofLeft = split.axes(left);
        List<Integer> ofRight = split.axes(right);
        Pair pair = split.pair(left);
        if (split.isPair(right)) {
            throw new Refused("multiplies what different steps see");
        }
        if (pair != null) {
            boolean sums = pair.key() == inner
                    && ofRight.equals(List.of(last - 1))
                    && split.axes(value).size() == 1;
            if (!sums) {
                throw new Refused("multiplies what different steps see");
            }
            if (pair.future() == null || pair.future() != 0) {
                throw new Refused("reads steps behind the present one");
            }
            split.define(
                    value,
                    new Op.BatchMatMul(split.step(left), split.sequence(right, last - 1), product.transposeLeft()));
            return;
        }
        if (ofLeft.contains(inner) || ofRight.contains(last - 1)) {
            throw new Refused("computes one number of all steps");
        }
        if (ofLeft.equals(List.of(rows)) && ofRight.equals(List.of(last))) {
            Op op = new Op.BatchMatMul(split.step(left), split.sequence(right, last), product.transposeLeft());
            split.define(value, op, new Pair(last - 1, last, null));
            return;
        }
        Value a = ofLeft.isEmpty() ? split.once(left) : split.step(left);
        Value b = ofRight.isEmpty() ? split.once(right) : split.step(right);
        split.define(value, new Op.BatchMatMul(a, b, product.transposeLeft()));
    }

    // ---- elements

    private void map(Value value, Op.Map map) {
        List<Integer> at = split.axes(value);
        Pair pair = at.size() == 2 ? pair(value, map) : null;
        if (pair == null && at.size() != 1) {
            throw new Refused("joins all steps");
        }
        int step = pair == null ? at.get(0) : pair.query();
        List<Value> operands = new ArrayList<>();
        List<@Nullable Double> futures = new ArrayList<>();
        for (Value operand : map.operands()) {
            operands.add(operand(value, operand, step, pair));
            Pair own = split.pair(operand);
            futures.add(own == null ? null : own.future());
        }
        int last = Split.last(value);
        boolean causal = pair != null && pair.query() == last - 1 && pair.key() == last;
        Expr expression = causal ? Future.past(map.expression()) : map.expression();
        // What counts steps is the number of the present one.
        Expr counted = Future.numbered(expression, step == last - 1, step == last, operands.size());
        if (pair != null && pair.key() == last - 1 && Future.countsRows(expression)) {
            throw new Refused("numbers steps that attend to others across");
        }
        if (counted != expression) {
            operands.add(split.position());
        }
        Op op = new Op.Map(counted, operands, map.label());
        if (pair == null) {
            split.define(value, op);
        } else {
            Double future = Future.of(map.expression(), futures, causal);
            split.define(value, op, new Pair(pair.query(), pair.key(), future));
        }
    }

    /** Which of the two axes of {@code value} are query and key: as its operands have them. */
    private Pair pair(Value value, Op.Map map) {
        Pair found = null;
        for (Value operand : map.operands()) {
            Pair own = split.pair(operand);
            if (own != null) {
                int shift = Split.last(value) - Split.last(operand);
                Pair pair = new Pair(own.query() + shift, own.key() + shift, null);
                if (found != null && !found.equals(pair)) {
                    throw new Refused("joins what different steps see");
                }
                found = pair;
            }
        }
        if (found == null) {
            throw new Refused("compares all steps with each other");
        }
        return found;
    }

    private Value operand(Value value, Value operand, int step, @Nullable Pair pair) {
        int shift = Split.last(value) - Split.last(operand);
        List<Integer> at = split.axes(operand);
        if (at.isEmpty()) {
            boolean rows = operand.type().kind() == Type.Kind.TABLE
                    && Split.last(operand) > 0
                    && operand.type().dims().get(0) > 1
                    && (shift == step || pair != null && shift == pair.key());
            return rows ? row(value, operand, pair) : split.once(operand);
        }
        if (at.size() == 2 || at.get(0) + shift == step) {
            return split.step(operand);
        }
        if (pair == null || at.get(0) + shift != pair.key()) {
            throw new Refused("joins all steps");
        }
        Value kept = split.sequence(operand, at.get(0));
        List<Integer> axes =
                IntStream.rangeClosed(0, Split.last(operand)).boxed().toList();
        return split.add(kept.name(), kept.type(), new Op.Permute(kept, axes));
    }

    /** The row of a table that belongs to the present step. */
    private Value row(Value value, Value table, @Nullable Pair pair) {
        if (pair != null || Split.last(table) != 1 || Split.last(value) != 1) {
            throw new Refused("reads a table of steps and more");
        }
        Type type = Type.batch(List.of(1, table.type().width()));
        return split.add(table.name() + " of the step", type, new Op.Gather(split.once(table), split.position(), -1));
    }
}

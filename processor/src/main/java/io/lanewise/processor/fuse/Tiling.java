package io.lanewise.processor.fuse;

import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Domain;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices, what follows them row by row, and a product that reads that and nothing else does, as scores, softmax and
 * mixture of an attention: they become one step, by blocks of rows, so that what is between is never there as a whole.
 */
final class Tiling {
    /** Floats of a block, 32 KiB. What fits in that for a whole example stays as it is. */
    private static final int FLOATS = 8192;

    /** Rows of the tallest tile of a product, of which a block has whole ones. */
    private static final int TILE = 12;

    private final Fused fused;
    private final Map<Value, Integer> reads = new IdentityHashMap<>();
    /** What has a place of its own behind the step that computes it. */
    private final Set<Value> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    private Tiling(Fused fused) {
        this.fused = fused;
        fused.results().forEach(result -> kept.add(fused.root(result)));
        count(fused.prepare());
        count(fused.forward());
    }

    /** A program that predicts with such steps put together. */
    static Fused of(Fused fused) {
        return fused.with(new Tiling(fused).tiled(fused.forward()));
    }

    // ---- who reads what

    private void count(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Kernel kernel) {
                if (kernel.head() != null) {
                    Operands.of(kernel.head()).forEach(this::read);
                }
                kernel.rows().forEach(row -> Operands.of(row).forEach(this::read));
                continue;
            }
            Operands.of(step.named()).forEach(this::read);
            if (step instanceof Step.Repeat repeat) {
                for (Step.Carry carry : repeat.carries()) {
                    read(carry.start());
                    kept.add(fused.root(carry.handed()));
                }
                count(repeat.steps());
            }
        }
    }

    private void read(Value value) {
        Value root = fused.root(value);
        reads.merge(root, 1, Integer::sum);
        Fused.View view = fused.views().get(root);
        if (view != null) {
            read(view.of());
        }
    }

    /** Whether {@code value} exists for {@code count} reads alone. */
    private boolean isReadBy(int count, Value value) {
        return reads.getOrDefault(value, 0) == count
                && !kept.contains(value)
                && !fused.views().containsKey(value);
    }

    // ---- steps

    private List<Step> tiled(List<Step> steps) {
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            Step.Tiles tiles = ending(step, done);
            if (tiles != null) {
                done.removeIf(before -> before == tiles.rows() || isCall(before, tiles.first()));
                done.add(tiles);
            } else if (step instanceof Step.Repeat repeat) {
                done.add(repeat.with(tiled(repeat.steps())));
            } else {
                done.add(step);
            }
        }
        return done;
    }

    private static boolean isCall(Step step, Value value) {
        return step instanceof Step.Call call && call.named() == value;
    }

    /** What {@code step} and two of those {@code before} it make together; null if nothing. */
    private Step.@Nullable Tiles ending(Step step, List<Step> before) {
        if (!(step instanceof Step.Call call && call.named().op() instanceof Op.BatchMatMul product)) {
            return null;
        }
        Value left = fused.root(product.left());
        if (product.transposeLeft() || !isReadBy(1, left) || isKept(product.right())) {
            return null;
        }
        for (int i = 1; i < before.size(); i++) {
            if (before.get(i) instanceof Step.Kernel kernel
                    && kernel.head() == null
                    && kernel.rows().contains(left)) {
                int at = first(kernel, before.subList(0, i));
                if (at < 0) {
                    return null;
                }
                Value first = before.get(at).named();
                boolean fits = suits(kernel, first, left)
                        && product.left().type().dims().equals(first.type().dims())
                        && before.subList(at, before.size()).stream()
                                .noneMatch(between -> between.named().op() instanceof Op.Kept);
                return fits ? tiles(first, kernel, left, call.named()) : null;
            }
        }
        return null;
    }

    /** Which step makes the product that {@code kernel} alone reads; −1 if none. */
    private int first(Step.Kernel kernel, List<Step> before) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) instanceof Step.Call call && call.named().op() instanceof Op.BatchMatMul product) {
                Value made = call.named();
                int count = 0;
                for (Value row : kernel.rows()) {
                    for (Value operand : Operands.of(row)) {
                        count += fused.root(operand) == made ? 1 : 0;
                    }
                }
                boolean fixed = !product.transposeLeft() && !isKept(product.left()) && !isKept(product.right());
                if (count > 0 && fixed && isReadBy(count, made)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether {@code value} lies in the memory of decoding, which has more rows than are read. */
    private boolean isKept(Value value) {
        return fused.root(value).op() instanceof Op.Kept;
    }

    /** The step, if what is between two products is too much for the first cache; null if not, or if each matrix is one row. */
    private static Step.@Nullable Tiles tiles(Value first, Step.Kernel rows, Value last, Value named) {
        int height = height(first.type());
        int row = Layout.pad(first.type().width());
        if (height == 1 || Layout.of(first.type()) <= FLOATS) {
            return null;
        }
        int most = Math.max(1, FLOATS / row / TILE) * TILE;
        int parts = (height + most - 1) / most;
        int even = (height + parts - 1) / parts;
        return new Step.Tiles(first, rows, last, named, parts == 1 ? height : (even + TILE - 1) / TILE * TILE);
    }

    /** Rows of each matrix. */
    private static int height(Type type) {
        return type.dims().get(type.dims().size() - 2);
    }

    // ---- rows

    /** Whether a block of the rows of {@code kernel} needs nothing of the others, and leaves nothing but {@code last}. */
    private boolean suits(Step.Kernel kernel, Value first, Value last) {
        Set<Value> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.addAll(kernel.rows());
        inside.add(first);
        Domain domain = Domain.of(first.type());
        for (Value row : kernel.rows()) {
            boolean alone = row == last || !fused.stored().contains(row) && !kept.contains(row);
            boolean byRows = row.op() instanceof Op.Map map && countsRowsOf(first.type(), map)
                    || row.op() instanceof Op.Reduce reduce && reduce.over() == Op.Reduce.Over.ROW;
            boolean within = row.type().batched() && domain.fits(Domain.of(row));
            if (!alone || !byRows || !within) {
                return false;
            }
            for (Value operand : Operands.of(row)) {
                if (!inside.contains(fused.root(operand)) && !isRowOrRows(operand, first.type())) {
                    return false;
                }
            }
        }
        return last.type().dims().equals(first.type().dims());
    }

    /** Whether the numbers of rows that {@code map} asks for are those of rows of a matrix. */
    private static boolean countsRowsOf(Type type, Op.Map map) {
        Set<Integer> sizes = rowNumbers(map);
        sizes.remove(height(type));
        return sizes.isEmpty();
    }

    /** The sizes modulo which {@code map} asks for the number of its row. */
    static Set<Integer> rowNumbers(Op.Map map) {
        Set<Integer> sizes = new HashSet<>();
        Substitution.everywhere(map.expression(), each -> {
            if (each instanceof Expr.Row row) {
                sizes.add(row.size());
            }
            return each;
        });
        return sizes;
    }

    /** Whether {@code operand} is a row for all of an example or of all, or has a row for each of a product of {@code type}. */
    private boolean isRowOrRows(Value operand, Type type) {
        Value root = fused.root(operand);
        if (root.op() instanceof Op.Random || isKept(root) || fused.views().containsKey(root)) {
            return false;
        }
        if (!operand.type().batched()) {
            return operand.type().kind() == Type.Kind.FIXED && operand.type().outer() == 1;
        }
        boolean asWide = operand.type().columns().equals(type.columns()) && type.width() > 1;
        boolean lies = Layout.same(root.type(), operand.type()) && (!Layout.isCallers(root) || Layout.isWhole(type));
        boolean rows = operand.type().outer() == 1 && root.type().outer() == 1
                || operand.type().rows().equals(type.rows());
        return asWide && lies && rows && operand.type().element() == Type.Element.FLOAT;
    }
}

package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.ir.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a step computes, in the user's names: the comment of its line. */
final class Formula {
    private Formula() {}

    /** {@code hidden = image · hidden.weight [n×784]·[784×128], bias, relu}. */
    static String of(Step.Kernel kernel) {
        List<String> parts = new ArrayList<>();
        Value head = kernel.head();
        if (head != null) {
            Op.MatMul product = (Op.MatMul) head.op();
            parts.add(product(product));
        }
        parts.addAll(words(kernel.rows()));
        return result(kernel) + " = " + String.join(", ", parts);
    }

    private static List<String> words(List<Value> rows) {
        List<String> parts = new ArrayList<>();
        for (Value row : rows) {
            String part = row.op() instanceof Op.Map map
                    ? map.label()
                    : row.op() instanceof Op.MatMul product ? product(product) : over((Op.Reduce) row.op());
            if (!part.isEmpty()
                    && (parts.isEmpty() || !parts.get(parts.size() - 1).equals(part))) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** {@code mixed = query · keys, scaled, max, exp, sum, softmax · values, by 48 rows}. */
    static String of(Step.Tiles tiles) {
        Op.BatchMatMul first = (Op.BatchMatMul) tiles.first().op();
        Op.BatchMatMul last = (Op.BatchMatMul) tiles.named().op();
        return tiles.named().name() + " = " + first.left().name() + " · "
                + first.right().name() + ", "
                + String.join(", ", words(tiles.rows().rows())) + " · "
                + last.right().name()
                + " in each example, by " + tiles.block() + " rows";
    }

    /** {@code edges = image ∗ edges.weight [3×3, 1 to 16 channels], bias, relu}. */
    static String of(Step.Lines lines) {
        Value made = lines.convolution().named();
        return lines.named().name() + of(made).substring(made.name().length()) + ", "
                + String.join(", ", words(lines.rows().rows()));
    }

    private static String result(Step.Kernel kernel) {
        List<Value> rows = kernel.rows();
        if (rows.isEmpty()) {
            return kernel.named().name();
        }
        return rows.get(rows.size() - 1).name();
    }

    private static String over(Op.Reduce reduce) {
        String what = reduce.kind() == Op.Reduce.Kind.SUM ? "sum" : "max";
        return what
                + switch (reduce.over()) {
                    case ROW -> "";
                    case ROWS -> " over rows";
                    case EXAMPLE -> " over the rows of an example";
                    case BATCH -> " over examples";
                };
    }

    private static String product(Op.MatMul product) {
        Value left = product.left();
        Value right = product.right();
        String leftSize = product.transposeLeft()
                ? left.type().size() + "×n"
                : "n×" + left.type().size();
        String rightSize = right.type().batched()
                ? "n×" + right.type().size()
                : right.type().dims().stream().map(String::valueOf).collect(Collectors.joining("×"));
        return left.name() + (product.transposeLeft() ? "ᵀ" : "") + " · " + right.name() + " [" + leftSize + "]·["
                + rightSize + "]";
    }

    /** {@code joined = [left, right]}, of a move or a call. */
    static String of(Value move) {
        if (move.op() instanceof Op.BatchMatMul product) {
            return move.name() + " = " + product.left().name() + (product.transposeLeft() ? "ᵀ" : "") + " · "
                    + product.right().name() + " in each example";
        } else if (move.op() instanceof Op.Conv conv) {
            return convolution(move, conv);
        } else if (move.op() instanceof Op.Pool pool) {
            Window window = pool.window();
            return move.name() + " = " + (pool.back() ? "gradient of " : "")
                    + windows(pool.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), window) + " of "
                    + pool.operands().get(0).name();
        } else if (move.op() instanceof Op.Resize resize) {
            return "steps of " + resize.operand().name();
        } else if (move.op() instanceof Op.Unfold unfold) {
            return move.name() + " = "
                    + IntStream.range(0, unfold.taps())
                            .mapToObj(tap -> beside(unfold.operand().name(), unfold.offset(tap)))
                            .collect(Collectors.joining(", ", "[", "]"));
        } else if (move.op() instanceof Op.Permute permute) {
            return move.name() + " = axes " + permute.axes() + " of "
                    + permute.operand().name();
        } else if (move.op() instanceof Op.Gather gather) {
            return move.name() + " = rows of " + gather.table().name() + " by "
                    + gather.indices().name();
        } else if (move.op() instanceof Op.Scatter scatter) {
            return move.name() + " = sums of " + scatter.rows().name() + " by "
                    + scatter.indices().name();
        } else if (move.op() instanceof Op.ScaleColumns scaled) {
            return move.name() + " = columns of " + scaled.matrix().name() + " times "
                    + scaled.factors().name();
        } else if (move.op() instanceof Op.Transpose transpose) {
            return transpose.operand().name() + "ᵀ";
        } else if (move.op() instanceof Op.Concat concat) {
            return move.name() + " = "
                    + concat.operands().stream().map(Value::name).collect(Collectors.joining(", ", "[", "]"));
        } else if (move.op() instanceof Op.Kept kept) {
            return move.name() + (kept.axis() < 0 ? "" : ", the present step");
        } else if (move.op() instanceof Op.Slice slice) {
            return move.name() + " = a part of " + slice.operand().name();
        }
        return move.name() + " in padded rows";
    }

    private static String windows(String kind, Window window) {
        return kind + " of windows of " + window.kernelHeight() + "×" + window.kernelWidth();
    }

    /** {@code x 2 before}, of what stands so many steps behind. */
    private static String beside(String name, int steps) {
        return steps == 0 ? name : name + " " + Math.abs(steps) + (steps < 0 ? " before" : " behind");
    }

    private static String convolution(Value value, Op.Conv conv) {
        Window window = conv.window();
        String sizes = " [" + window.kernelHeight() + "×" + window.kernelWidth() + ", " + window.channels() + " to "
                + window.filters() + " channels]";
        return value.name() + " = "
                + switch (conv.part()) {
                    case RESULT -> conv.first().name() + " ∗ " + conv.second().name();
                    case IMAGE -> conv.first().name() + " ∗ " + conv.second().name() + " transposed";
                    case FILTER -> conv.first().name() + " ∗ " + conv.second().name() + " over pixels";
                }
                + sizes
                + (conv.maxima() == null ? "" : ", " + windows("max", conv.maxima()));
    }
}

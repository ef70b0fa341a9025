package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Which axes of a value are named, of variable length: follows from what it is made of. An axis keeps its name as long as its
 * steps stay apart; a primitive that would mix steps in a way whose size cannot be told is refused.
 */
final class Axes {
    private Axes() {}

    /** {@code type} with the names that {@code op} leaves. */
    static Type named(Type type, Op op, List<Value> operands) {
        if (op instanceof Op.Map map) {
            return map(type, map);
        }
        if (op instanceof Op.Random) {
            random(type);
        }
        if (operands.stream().noneMatch(operand -> operand.type().varies())) {
            return type;
        }
        return type.withAxes(of(type, op, operands.get(0).type()));
    }

    private static List<String> of(Type type, Op op, Type from) {
        List<String> axes = all(from);
        int last = Math.max(0, from.dims().size() - 1);
        if (op instanceof Op.Detach || op instanceof Op.Unfold) {
            return axes;
        }
        if (op instanceof Op.Reduce reduce) {
            switch (reduce.over()) {
                case ROW -> axes.set(last, "");
                case EXAMPLE, ROWS -> axes = axes.subList(last, last + 1);
                case BATCH -> {}
            }
            return axes;
        }
        if (op instanceof Op.Reshape) {
            return reshaped(from, type.dims());
        }
        if (op instanceof Op.Permute permute) {
            return permute.axes().stream().map(from::axis).toList();
        }
        if (op instanceof Op.MatMul product) {
            return product(type, product);
        }
        if (op instanceof Op.BatchMatMul product) {
            Type right = product.right().type();
            axes.set(last - 1, from.axis(product.transposeLeft() ? last : last - 1));
            axes.set(last, right.axis(last));
            return axes;
        }
        if (op instanceof Op.Slice slice) {
            refuse(from.axis(slice.axis()), "cannot be cut");
            return axes;
        }
        if (op instanceof Op.Concat concat) {
            return joined(concat);
        }
        if (op instanceof Op.Scan) {
            return axes;
        }
        if (op instanceof Op.Gather gather) {
            List<String> rows = all(gather.indices().type());
            rows.add("");
            return rows;
        }
        if (op instanceof Op.Scatter) {
            return List.of();
        }
        if (op instanceof Op.ScanGradient gradient) {
            Op.ScanBack back = (Op.ScanBack) gradient.back().op();
            List<Value> operands = ((Op.Scan) back.forward().op()).operands();
            return all(
                    gradient.index() < operands.size()
                            ? operands.get(gradient.index()).type()
                            : type);
        }
        if (op instanceof Op.ScanResult || op instanceof Op.Resize || op instanceof Op.Kept) {
            return all(type);
        }
        if (op instanceof Op.ScanBack back) {
            // It stands for the gradient of the first operand.
            return all(((Op.Scan) back.forward().op()).operands().get(0).type());
        }
        String axis =
                from.axes().stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
        throw new RefusedAxis(axis, "cannot be taken by " + op.getClass().getSimpleName());
    }

    /** The place of a number in its example must not depend on a length. */
    private static void random(Type type) {
        int last = type.dims().size() - 1;
        for (int axis = 1; axis < last; axis++) {
            boolean ofRows = axis == last - 1 && type.axis(0).isEmpty();
            refuse(ofRows ? "" : type.axis(axis), "may be the first or one of the last two axes of random numbers");
        }
    }

    private static List<String> all(Type type) {
        List<String> axes = new ArrayList<>();
        for (int i = 0; i < type.dims().size(); i++) {
            axes.add(type.axis(i));
        }
        return axes;
    }

    private static void refuse(String axis, String what) {
        if (!axis.isEmpty()) {
            throw new RefusedAxis(axis, what);
        }
    }

    /** Those that all operands agree on; they lie one under the other from the last axis on. */
    private static Type map(Type type, Op.Map map) {
        List<String> axes = null;
        for (Value operand : map.operands()) {
            Type from = operand.type();
            if (!from.varies()) {
                continue;
            }
            if (axes == null) {
                axes = all(type);
            }
            int shift = type.dims().size() - from.dims().size();
            for (int i = 0; i < from.dims().size(); i++) {
                String name = from.axis(i);
                if (!name.isEmpty() && shift + i >= 0) {
                    String known = axes.get(shift + i);
                    if (!known.isEmpty() && !known.equals(name)) {
                        throw new RefusedAxis(name, "has not the length of '" + known + "'");
                    }
                    axes.set(shift + i, name);
                }
            }
        }
        if (axes == null) {
            return type;
        }
        for (Value operand : map.operands()) {
            agree(axes, operand.type());
        }
        return type.withAxes(axes);
    }

    /** An operand of fixed size does not fit an axis whose length varies, unless it is one for all its steps. */
    private static void agree(List<String> axes, Type from) {
        int shift = axes.size() - from.dims().size();
        for (int i = 0; i < from.dims().size(); i++) {
            // Of a table's rows, which are those of all steps, the first are read.
            boolean table =
                    from.kind() == Type.Kind.TABLE && i == 0 && from.dims().size() > 1;
            boolean one = from.dims().get(i) == 1 || !from.batched() && from.size() == 1 || table;
            if (shift + i >= 0 && !axes.get(shift + i).isEmpty() && from.axis(i).isEmpty() && !one) {
                throw new RefusedAxis(
                        axes.get(shift + i), "does not fit " + from.dims().get(i) + " fixed steps");
            }
        }
    }

    private static List<String> product(Type type, Op.MatMul product) {
        Type left = product.left().type();
        int last = left.dims().size() - 1;
        refuse(left.axis(last), "cannot be the inputs of a trained matrix, which are of one number");
        if (!type.batched()) {
            Type right = product.right().type();
            refuse(
                    right.axis(right.dims().size() - 1),
                    "cannot be the outputs of a trained matrix, which are of one number");
            return List.of();
        }
        return all(left);
    }

    /** Each named axis must be one of the new ones, too: as much stands before it and behind it. */
    private static List<String> reshaped(Type from, List<Integer> dims) {
        List<String> axes = new ArrayList<>(Collections.nCopies(dims.size(), ""));
        for (int i = 0; i < from.dims().size(); i++) {
            String name = from.axis(i);
            if (name.isEmpty()) {
                continue;
            }
            long before = size(from.dims().subList(0, i));
            List<String> namesBefore = names(all(from).subList(0, i));
            int found = -1;
            for (int j = 0; j < dims.size() && found < 0; j++) {
                boolean place = Objects.equals(dims.get(j), from.dims().get(i))
                        && size(dims.subList(0, j)) == before
                        && names(axes.subList(0, j)).equals(namesBefore);
                found = place ? j : -1;
            }
            if (found < 0) {
                throw new RefusedAxis(name, "cannot be joined with other axes");
            }
            axes.set(found, name);
        }
        return axes;
    }

    private static List<String> names(List<String> axes) {
        return axes.stream().filter(name -> !name.isEmpty()).toList();
    }

    private static long size(List<Integer> dims) {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    private static List<String> joined(Op.Concat concat) {
        List<String> axes = new ArrayList<>(
                Collections.nCopies(concat.operands().get(0).type().dims().size(), ""));
        for (Value operand : concat.operands()) {
            refuse(operand.type().axis(concat.axis()), "cannot be put behind others");
            for (int i = 0; i < axes.size(); i++) {
                if (!operand.type().axis(i).isEmpty()) {
                    axes.set(i, operand.type().axis(i));
                }
            }
        }
        for (Value operand : concat.operands()) {
            for (int i = 0; i < axes.size(); i++) {
                if (!axes.get(i).equals(operand.type().axis(i))) {
                    throw new RefusedAxis(axes.get(i), "has not the length of another operand's axis");
                }
            }
        }
        return axes;
    }
}

package io.lanewise.processor.loop;

import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Domain;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Uniform;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loops of one kernel. A value stands on a level: what needs a reduction along the row stands one level above it, and
 * each level is one pass over the row. An element needed on a later level is computed again if that takes at most two
 * operations, else stored and loaded.
 *
 * <p>A chain too long for one loop is cut the same way: what no longer fits stands one level above what it needs, and a row
 * is still read and written while it is in cache. So is a chain that would keep the processor waiting: a long function of a long
 * chain's end, where that end is stored anyway.
 */
final class NestBuilder {
    private static final int CHEAP = 2;
    /** Instructions of one pass where there are too many for one. */
    private static final int PASS = 200;
    /**
     * Instructions, one waiting for the other, that make a chain long. A processor looks some 450 instructions ahead: of an LSTM's cell,
     * 150 in a chain of 60, it has three elements under way; of two loops of half of them, twice as many. 32 rows of 64 took 3.1 µs,
     * and take 2.5.
     */
    private static final int CHAIN = 20;

    /** Instructions of a function that is long: of one with an exponential. */
    private static final int LONG_FUNCTION = 15;

    private final Fused fused;
    private final Step.Kernel kernel;
    private final Domain domain;
    private final Set<Value> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Value, Integer> levels = new IdentityHashMap<>();
    private final Set<Value> crossing = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<List<Object>, Nest.Memory> memories = new LinkedHashMap<>();
    private final Map<Integer, Nest.Random> randoms = new LinkedHashMap<>();
    private final List<Nest.Instruction> before = new ArrayList<>();
    private final List<List<Nest.Instruction>> rows = new ArrayList<>();
    private final List<List<Nest.Instruction>> columns = new ArrayList<>();
    private final Map<Value, Nest.Argument> kernelValues = new IdentityHashMap<>();
    private final Map<Value, Nest.Argument> rowValues = new IdentityHashMap<>();
    private final List<Map<Value, Nest.Argument>> columnValues = new ArrayList<>();
    private final Map<Integer, Nest.Local> rowNumbers = new LinkedHashMap<>();
    private final Expansion expansion;
    private final Names names = new Names();
    private final Map<Value, Integer> lengths = new IdentityHashMap<>();
    private final Map<Value, Integer> chains = new IdentityHashMap<>();
    /** Instructions on each level so far; empty where one pass takes all. */
    private final List<Integer> filled = new ArrayList<>();

    /** Whether the kernel runs over rows of one matrix of an example, by their numbers in that. */
    private final boolean tiled;

    private boolean isCut;
    private int loads;
    private int stores;

    NestBuilder(
            Fused fused, Step.Kernel kernel, java.util.function.Function<Function, Expr> definitions, boolean tiled) {
        this.tiled = tiled;
        this.fused = fused;
        this.kernel = kernel;
        this.expansion = new Expansion(definitions, names);
        Domain all = Domain.of(kernel.rows().get(0));
        for (Value row : kernel.rows()) {
            all = all.with(Domain.of(row));
        }
        this.domain = all;
        inside.addAll(kernel.rows());
    }

    Nest build() {
        int instructions = 0;
        for (Value row : kernel.rows()) {
            instructions += length(row);
        }
        isCut = instructions > Nest.LONG;
        int top = 0;
        for (Value row : kernel.rows()) {
            top = Math.max(top, level(row));
        }
        if (!isCut) {
            computeLate();
        }
        for (Value row : kernel.rows()) {
            findCrossings(row);
        }
        for (int level = 0; level <= top; level++) {
            rows.add(new ArrayList<>());
            columns.add(new ArrayList<>());
            columnValues.add(new IdentityHashMap<>());
        }
        for (int level = 0; level <= top; level++) {
            for (Value value : kernel.rows()) {
                if (level(value) == level) {
                    compute(value, level);
                }
            }
        }
        List<Nest.Pass> passes = new ArrayList<>();
        for (int level = 0; level <= top; level++) {
            passes.add(new Nest.Pass(storesLast(rows.get(level)), storesLast(columns.get(level))));
        }
        boolean folds = tiled || folds();
        return new Nest(
                folds ? 1 : domain.outer(),
                folds ? domain.outer() : 1,
                domain.width(),
                List.copyOf(memories.values()),
                List.copyOf(randoms.values()),
                before,
                passes,
                domain.rows(),
                domain.columns());
    }

    /** A buffer may be taken over by a result in the pass that reads it last, so a pass reads before it writes. */
    private static List<Nest.Instruction> storesLast(List<Nest.Instruction> pass) {
        List<Nest.Instruction> ordered = new ArrayList<>();
        pass.stream().filter(i -> !isStore(i)).forEach(ordered::add);
        pass.stream().filter(NestBuilder::isStore).forEach(ordered::add);
        return ordered;
    }

    private static boolean isStore(Nest.Instruction instruction) {
        return instruction instanceof Nest.Store || instruction instanceof Nest.Add;
    }

    // ---- levels

    /** The pass in which a value is there: for a row's number, before its columns; a reduction is there one pass later. */
    private int level(Value value) {
        Integer known = levels.get(value);
        if (known != null) {
            return known;
        }
        int level = 0;
        if (value.op() instanceof Op.Reduce reduce) {
            Value operand = fused.root(reduce.operand());
            level = inside.contains(operand) ? level(operand) : 0;
            if (reduce.over() == Op.Reduce.Over.ROW && isColumn(reduce.operand())) {
                level++;
            }
        } else if (value.op() instanceof Op.Map map) {
            for (Value operand : map.operands()) {
                Value root = fused.root(operand);
                if (inside.contains(root) && !Uniform.is(root)) {
                    level = Math.max(level, level(root) + (waits(value, root) ? 1 : 0));
                }
            }
        }
        if (isCut && value.op() instanceof Op.Map && isColumn(value)) {
            level = fill(level, length(value));
        }
        levels.put(value, level);
        return level;
    }

    /** Whether {@code value} is long and would wait for a long chain, whose end is stored. */
    private boolean waits(Value value, Value end) {
        return !isCut && isColumn(end) && fused.stored().contains(end) && chain(end) >= CHAIN && isLong(value);
    }

    private boolean isLong(Value value) {
        return value.op() instanceof Op.Map map && expansion.length(map.expression()) >= LONG_FUNCTION;
    }

    /** Instructions that wait for one another until {@code value} is there. */
    private int chain(Value value) {
        Integer known = chains.get(value);
        if (known != null) {
            return known;
        }
        int longest = 0;
        if (value.op() instanceof Op.Map map) {
            for (Value operand : map.operands()) {
                Value root = fused.root(operand);
                if (inside.contains(root) && isColumn(root)) {
                    longest = Math.max(longest, chain(root));
                }
            }
            longest += expansion.length(map.expression());
        }
        chains.put(value, longest);
        return longest;
    }

    /**
     * Moves what later levels alone need up to the first of them: long functions, which then need not be stored on the way, or read
     * again, and what would be computed again there.
     */
    private void computeLate() {
        List<Value> last = new ArrayList<>(kernel.rows());
        Collections.reverse(last);
        for (Value value : last) {
            if (!isColumn(value) || !mayMove(value)) {
                continue;
            }
            int first = Integer.MAX_VALUE;
            for (Value user : kernel.rows()) {
                if (operands(user).stream().anyMatch(operand -> fused.root(operand) == value)) {
                    boolean stays = !(user.op() instanceof Op.Map) || waits(user, value);
                    first = Math.min(first, stays ? level(value) : level(user));
                }
            }
            if (first != Integer.MAX_VALUE) {
                levels.put(value, Math.max(level(value), first));
            }
        }
    }

    private boolean mayMove(Value value) {
        if (!isStored(value)) {
            return isLong(value) || isCheap(value);
        }
        // All that this saves is to read it again, for which nothing else is to be stored.
        return isLong(value)
                && operands(value).stream()
                        .map(fused::root)
                        .allMatch(root -> !inside.contains(root) || isStored(root) || isCheap(root));
    }

    /** The first level, from {@code level}, that has room. */
    private int fill(int level, int length) {
        int found = level;
        while (found < filled.size() && filled.get(found) > 0 && filled.get(found) + length > PASS) {
            found++;
        }
        while (filled.size() <= found) {
            filled.add(0);
        }
        filled.set(found, filled.get(found) + length);
        return found;
    }

    /** Instructions that an element of {@code value} takes. */
    private int length(Value value) {
        Integer known = lengths.get(value);
        if (known == null) {
            known = value.op() instanceof Op.Reduce || fused.stored().contains(value) ? Nest.STORE : 0;
            if (value.op() instanceof Op.MatMul) {
                known += Nest.PRODUCT;
            } else if (value.op() instanceof Op.Map map) {
                known += expansion.length(map.expression());
                for (Value operand : map.operands()) {
                    known += operand.op() instanceof Op.Random ? Nest.FACTOR : 1;
                }
            }
            lengths.put(value, known);
        }
        return known;
    }

    /** Marks what must be stored because a later pass reads it. */
    private void findCrossings(Value value) {
        int level = value.op() instanceof Op.Reduce reduce && inside.contains(fused.root(reduce.operand()))
                ? level(fused.root(reduce.operand()))
                : level(value);
        need(operands(value), level);
    }

    private void need(List<Value> operands, int level) {
        for (Value operand : operands) {
            Value root = fused.root(operand);
            if (!inside.contains(root) || !isColumn(operand) || level(root) >= level || isStored(root)) {
                continue;
            }
            if (isCheap(root)) {
                need(operands(root), level);
            } else {
                crossing.add(root);
            }
        }
    }

    private boolean isCheap(Value value) {
        return !isCut
                && value.op() instanceof Op.Map map
                && expansion.size(map.expression()) <= CHEAP
                && map.operands().stream().noneMatch(o -> o.op() instanceof Op.Random);
    }

    private boolean isStored(Value value) {
        return fused.stored().contains(value) || crossing.contains(value);
    }

    /** What a row takes from rows of this kernel; a product reads whole rows, which others have computed. */
    private static List<Value> operands(Value value) {
        return value.op() instanceof Op.Map map
                ? map.operands()
                : value.op() instanceof Op.Reduce reduce ? List.of(reduce.operand()) : List.of();
    }

    // ---- spaces

    private boolean isColumn(Value value) {
        return domain.width() > 1 && Domain.of(value.type()).width() == domain.width();
    }

    // ---- computing

    private void compute(Value value, int level) {
        if (value.op() instanceof Op.Reduce reduce) {
            if (reduce.over() != Op.Reduce.Over.ROW) {
                addOverRows(value, reduce, level);
            } else if (!isColumn(reduce.operand())) {
                rowValues.put(value, rowValue(reduce.operand(), level));
                storeRow(value, level);
            } else {
                if (!inside.contains(fused.root(reduce.operand()))) {
                    reduceRow(value, reduce, level - 1);
                }
                storeRow(value, level);
            }
            return;
        }
        if (isColumn(value)) {
            Nest.Argument result = columnValue(value, level);
            if (isStored(value)) {
                columns.get(level).add(new Nest.Store(memory(value, Nest.Access.COLUMN, Nest.Use.STORE), result));
            }
        } else if (Uniform.is(value)) {
            rows.get(level).add(new Nest.Store(memory(value, Nest.Access.ROW, Nest.Use.STORE), kernelValue(value)));
        } else {
            rowValue(value, level);
            storeRow(value, level);
        }
        for (Value user : kernel.rows()) {
            if (user.op() instanceof Op.Reduce reduce
                    && reduce.over() == Op.Reduce.Over.ROW
                    && fused.root(reduce.operand()) == value
                    && isColumn(value)) {
                reduceRow(user, reduce, level);
            }
        }
    }

    private void storeRow(Value value, int level) {
        if (isStored(value)) {
            Nest.Argument number = rowValue(value, level);
            rows.get(level).add(new Nest.Store(memory(value, Nest.Access.ROW, Nest.Use.STORE), number));
        }
    }

    private void reduceRow(Value value, Op.Reduce reduce, int level) {
        Nest.Local to = local(reduce.kind() == Op.Reduce.Kind.MAX ? "max" : "sum", Nest.Space.ROW);
        columns.get(level).add(new Nest.Reduce(to, reduce.kind(), columnValue(reduce.operand(), level)));
        rowValues.put(value, to);
    }

    private void addOverRows(Value value, Op.Reduce reduce, int level) {
        boolean forAll = reduce.over() == Op.Reduce.Over.ROWS;
        if (isColumn(reduce.operand())) {
            Nest.Access access = forAll ? Nest.Access.ALL_ROWS : Nest.Access.COLUMN;
            columns.get(level)
                    .add(new Nest.Add(memory(value, access, Nest.Use.ADD), columnValue(reduce.operand(), level)));
        } else {
            Nest.Access access = forAll ? Nest.Access.ONE : Nest.Access.ROW;
            rows.get(level).add(new Nest.Add(memory(value, access, Nest.Use.ADD), rowValue(reduce.operand(), level)));
        }
    }

    /** The element of {@code operand} in the columns of a pass. */
    private Nest.Argument columnValue(Value operand, int level) {
        Value root = fused.root(operand);
        Nest.Argument known = columnValues.get(level).get(root);
        if (known != null) {
            return known;
        }
        Nest.Argument made;
        boolean here = inside.contains(root) && (level(root) == level || !isStored(root));
        if (here && root.op() instanceof Op.MatMul product) {
            made = product(product, level);
        } else if (here) {
            Op.Map map = (Op.Map) root.op();
            List<Nest.Argument> arguments = new ArrayList<>();
            for (Value each : map.operands()) {
                arguments.add(argument(each, root.type(), level));
            }
            Expr expression = withoutRows(map.expression(), arguments, level);
            made = expansion.expand(expression, arguments, map.label(), Nest.Space.COLUMN, columns.get(level));
        } else {
            made = load(root, Nest.Access.COLUMN, Nest.Space.COLUMN, columns.get(level));
        }
        columnValues.get(level).put(root, made);
        return made;
    }

    /** {@code expression} with the numbers of rows as further {@code arguments}, which a row has once. */
    private Expr withoutRows(Expr expression, List<Nest.Argument> arguments, int level) {
        return Substitution.everywhere(expression, each -> {
            if (!(each instanceof Expr.Row row)) {
                return each;
            }
            Nest.Local local = rowNumbers.computeIfAbsent(row.size(), size -> {
                Nest.Local made = local("row", Nest.Space.ROW);
                rows.get(level).add(new Nest.Row(made, size));
                return made;
            });
            arguments.add(local);
            return new Expr.Operand(arguments.size() - 1);
        });
    }

    private Nest.Argument product(Op.MatMul product, int level) {
        Nest.Local to = local("product", Nest.Space.COLUMN);
        Nest.Memory left = memory(fused.root(product.left()), Nest.Access.WHOLE_ROW, Nest.Use.LOAD);
        Nest.Memory right = memory(fused.root(product.right()), Nest.Access.MATRIX, Nest.Use.LOAD);
        columns.get(level).add(new Nest.Product(to, left, right));
        return to;
    }

    /** An operand of an elementwise expression in the columns of a pass, whatever it is broadcast from. */
    private Nest.Argument argument(Value operand, Type result, int level) {
        Value root = fused.root(operand);
        if (root.op() instanceof Op.Random random) {
            return columnValues
                    .get(level)
                    .computeIfAbsent(root, r -> factor(r, random, columns.get(level), Nest.Space.COLUMN));
        }
        if (isOne(operand, result)) {
            return kernelValue(operand);
        }
        if (operand.type().kind() == Type.Kind.FIXED && result.kind() != Type.Kind.FIXED) {
            return columnValues
                    .get(level)
                    .computeIfAbsent(root, r -> load(r, Nest.Access.ALL_ROWS, Nest.Space.COLUMN, columns.get(level)));
        }
        if (!isColumn(operand)) {
            return rowValue(operand, level);
        }
        return columnValue(operand, level);
    }

    private static boolean isOne(Value operand, Type result) {
        return !operand.type().batched() && operand.type().size() == 1 && (result.batched() || result.size() > 1);
    }

    /** The number of a row, there before the columns of pass {@code level}. */
    private Nest.Argument rowValue(Value operand, int level) {
        Value root = fused.root(operand);
        Nest.Argument known = rowValues.get(root);
        if (known != null) {
            return known;
        }
        Nest.Argument made;
        if (root.op() instanceof Op.Random random) {
            made = factor(root, random, rows.get(level), Nest.Space.ROW);
        } else if (!operand.type().batched() && operand.type().size() == 1 && Uniform.is(root)) {
            return kernelValue(root);
        } else if (inside.contains(root)) {
            Op.Map map = (Op.Map) root.op();
            List<Nest.Argument> arguments = new ArrayList<>();
            for (Value each : map.operands()) {
                arguments.add(isOne(each, root.type()) ? kernelValue(each) : rowValue(each, level));
            }
            Expr expression = withoutRows(map.expression(), arguments, level);
            made = expansion.expand(expression, arguments, map.label(), Nest.Space.ROW, rows.get(level));
        } else {
            made = load(root, Nest.Access.ROW, Nest.Space.ROW, rows.get(level));
        }
        rowValues.put(root, made);
        return made;
    }

    /** A number that is one for the kernel. */
    private Nest.Argument kernelValue(Value operand) {
        Value root = fused.root(operand);
        Nest.Argument known = kernelValues.get(root);
        if (known != null) {
            return known;
        }
        Nest.Argument made;
        if (root.op() instanceof Op.Count) {
            Nest.Local to = local("n", Nest.Space.KERNEL);
            before.add(new Nest.Count(to));
            made = to;
        } else if (root.op() instanceof Op.Training) {
            Nest.Local to = local("t", Nest.Space.KERNEL);
            before.add(new Nest.Training(to));
            made = to;
        } else if (Uniform.is(root)) {
            Op.Map map = (Op.Map) root.op();
            List<Nest.Argument> arguments =
                    map.operands().stream().map(this::kernelValue).toList();
            made = expansion.expand(map.expression(), arguments, map.label(), Nest.Space.KERNEL, before);
        } else {
            made = load(root, Nest.Access.ONE, Nest.Space.KERNEL, before);
        }
        kernelValues.put(root, made);
        return made;
    }

    private Nest.Argument factor(Value value, Op.Random random, List<Nest.Instruction> to, Nest.Space space) {
        Nest.Random drawn = randoms.computeIfAbsent(
                random.node(),
                node -> new Nest.Random(
                        name(random) + (randoms.isEmpty() ? "" : randoms.size() + 1), random, steps(value.type())));
        Nest.Local local = local(drawn.isFactors() ? "factor" : "uniform", space);
        to.add(new Nest.Factor(local, drawn));
        return local;
    }

    /** Of an axis of variable length that is not the first, but the last before the row. */
    private static int steps(Type type) {
        int axis = type.dims().size() - 2;
        return axis > 0 && !type.axis(axis).isEmpty() ? type.dims().get(axis) : 0;
    }

    private static String name(Op.Random random) {
        return random.kind() == Op.Random.Kind.FACTORS ? "dropout" : "noise";
    }

    private Nest.Argument load(Value root, Nest.Access access, Nest.Space space, List<Nest.Instruction> to) {
        Nest.Memory memory = memory(root, access, Nest.Use.LOAD);
        Nest.Local raw = local(memory.name() + "0", space);
        to.add(new Nest.Load(raw, memory));
        return raw;
    }

    private Nest.Local local(String base, Nest.Space space) {
        return new Nest.Local(names.unique(base), space, false);
    }

    private Nest.Memory memory(Value value, Nest.Access access, Nest.Use use) {
        List<Object> key = List.of(new Same(value), access == Nest.Access.ONE ? Nest.Access.ROW : access);
        Nest.Memory known = memories.get(key);
        if (known == null) {
            boolean loads = use == Nest.Use.LOAD;
            String name = loads ? input() : output();
            known = new Nest.Memory(
                    name,
                    value,
                    access,
                    use == Nest.Use.STORE && crossesPasses(value) ? Nest.Use.STORE_AND_LOAD : use,
                    value.type().element() == Type.Element.INT,
                    value.type().batched() ? fused.stride(value) : 0,
                    rowStride(value, access),
                    access == Nest.Access.COLUMN
                            ? domain.width()
                            : access == Nest.Access.WHOLE_ROW ? value.type().size() : 1);
            memories.put(key, known);
        }
        return known;
    }

    /** Floats from one row to the next; 0 where there is one row for all of an example. */
    private int rowStride(Value value, Nest.Access access) {
        boolean one = access == Nest.Access.ALL_ROWS || access == Nest.Access.ONE || access == Nest.Access.MATRIX;
        if (one || domain.outer() == 1) {
            return 0;
        }
        int row = fused.row(value, access == Nest.Access.COLUMN ? domain.width() : 1);
        int all = value.type().batched() ? fused.stride(value) : Layout.of(value.type());
        return all == row ? 0 : row;
    }

    /** Whether the rows of all examples lie and are treated alike, so that each may count as an example. */
    private boolean folds() {
        boolean counted = !rowNumbers.isEmpty() && !domain.rows().isConstant();
        if (domain.outer() == 1 || counted || !randoms.isEmpty()) {
            return false;
        }
        for (Nest.Memory memory : memories.values()) {
            boolean perRow = memory.access() == Nest.Access.COLUMN || memory.access() == Nest.Access.ROW;
            int all = domain.batched()
                    ? memory.stride()
                    : Layout.of(memory.value().type());
            if (perRow && all != domain.outer() * memory.rowStride()) {
                return false;
            }
        }
        return true;
    }

    private boolean crossesPasses(Value value) {
        return inside.contains(value) && isColumn(value) && isStored(value);
    }

    private String input() {
        // Neither j nor k, which count columns and what a product sums.
        String name = loads < 15 ? String.valueOf((char) ('a' + loads + (loads >= 9 ? 2 : 0))) : "a" + loads;
        loads++;
        return names.unique(name);
    }

    private String output() {
        stores++;
        return names.unique(stores == 1 ? "y" : "y" + stores);
    }

    /** A value by identity. */
    private static final class Same {
        private final Value value;

        Same(Value value) {
            this.value = value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.value == value;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(value);
        }
    }
}

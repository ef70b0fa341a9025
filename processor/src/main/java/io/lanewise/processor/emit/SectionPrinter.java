package io.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Plan.Division;
import io.lanewise.processor.ir.Plan.Share;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints steps as the lines of {@code forward} and {@code backward}: one call a line, in the user's words. */
final class SectionPrinter {
    private final Plan.Section section;
    private final Kernels kernels;
    private final Variables variables;
    private final Parts parts;
    private final Code code;
    private final List<Integer> counts = new ArrayList<>();
    private String declarations = "";
    /** Of the step that is being printed, where a team divides the section. */
    private @Nullable Division division;

    private boolean usesRange;

    SectionPrinter(Plan.Section section, Kernels kernels, Variables variables, Parts parts) {
        this.section = section;
        this.kernels = kernels;
        this.variables = variables;
        this.parts = parts;
        this.code = new Code();
    }

    /** What was printed, behind the range of this member's rows. */
    CodeBlock block() {
        if (!usesRange) {
            return code.block(RuntimeNames.IN_PASSES);
        }
        String member = variables.own("member");
        String n = variables.own("n");
        Code range =
                new Code().addStatement("int $L = $L.from($L), $L = $L.to($L)", from(), member, n, to(), member, n);
        return Code.block(range.toString() + code, RuntimeNames.IN_PASSES);
    }

    /** Prints {@code steps}, into further methods if they are too many. */
    void steps(List<Step> steps) {
        if (!isCut(steps)) {
            inline(steps);
            return;
        }
        for (List<Step> run : parts.cut(steps)) {
            SectionPrinter part = new SectionPrinter(section, kernels, variables.part(), parts);
            part.counts.addAll(counts);
            part.inline(run);
            parts.add(variables.counters(), part.block(), code);
        }
    }

    private boolean isCut(List<Step> steps) {
        return parts.tooLong(steps, !counts.isEmpty());
    }

    private void inline(List<Step> steps) {
        for (Step step : steps) {
            Share share = section.shares().get(step);
            division = share == null ? null : share.division();
            if (share != null && share.meets()) {
                meet();
            }
            if (step instanceof Step.Kernel kernel) {
                kernel(kernel);
                if (share != null) {
                    share.sums().forEach(this::sum);
                }
            } else if (step instanceof Step.Move move) {
                move(move.named());
            } else if (step instanceof Step.Repeat repeat) {
                repeat(repeat);
            } else if (step instanceof Step.RepeatBack repeat) {
                repeatBack(repeat);
            }
        }
        division = isDivided() ? Division.FIRST : null;
    }

    // ---- members

    private boolean isDivided() {
        return !section.shares().isEmpty();
    }

    /** All members wait for each other. */
    void meet() {
        if (isDivided()) {
            code.addStatement("$L.barrier()", variables.own("member"));
        }
    }

    private String from() {
        usesRange = true;
        return variables.own("from");
    }

    private String to() {
        usesRange = true;
        return variables.own("to");
    }

    /** The first of the rows to compute. */
    private String firstRow() {
        return division == Division.ROWS ? from() : "0";
    }

    /** The end of the rows to compute. */
    private String endRow() {
        return division == Division.ROWS ? to() : variables.own("n");
    }

    /** The number of rows to compute. */
    private String rows() {
        return division == Division.ROWS ? to() + " - " + from() : variables.own("n");
    }

    /** {@code at} moved on to the first of the rows to compute. */
    private String atRow(String at, int stride) {
        if (division != Division.ROWS || stride == 0) {
            return at;
        }
        String rows = stride == 1 ? from() : from() + " * " + stride;
        return at.equals("0") ? rows : at + " + " + rows;
    }

    /** A statement behind the declarations of what it names, of the first member alone where it is not divided. */
    private void call(@Nullable String comment, String method, List<?> arguments) {
        declare();
        if (comment != null) {
            code.addComment(comment);
        }
        if (division == Division.FIRST) {
            code.beginControlFlow("if ($L.isFirst())", variables.own("member"));
            code.addCall(method, arguments);
            code.endControlFlow();
        } else {
            code.addCall(method, arguments);
        }
    }

    /** Adds over rows anew, in order, what the members of a team have not. */
    private void sum(Value sum) {
        Value operand = ((Op.Reduce) sum.op()).operand();
        List<Object> arguments = List.of(
                variables.own("member"),
                variables.own("n"),
                operand.type().size(),
                array(operand),
                at(operand),
                stride(operand),
                array(sum),
                at(sum));
        declare();
        code.addCall("Gemm.sums", arguments);
    }

    /** Fills an array with zeros to start with; {@code perExample} floats for each example, or so many in all. */
    void clear(String array, long length) {
        clear(array, String.valueOf(length));
    }

    void clearRows(String array, int perExample) {
        clear(array, variables.own("n") + " * " + perExample);
    }

    private void clear(String array, String length) {
        division = isDivided() ? Division.FIRST : null;
        call(null, "Arrays.fill", List.of(array, 0, length, "0f"));
        meet();
    }

    /** The offset of {@code value}, in a variable of its own if it is no constant of the class; {@link #declare} declares it. */
    String at(Value value) {
        String known = variables.known(value);
        if (!known.isEmpty()) {
            return known;
        }
        String offset = variables.offset(section.place(value));
        if (offset.indexOf(' ') < 0 && !Character.isDigit(offset.charAt(0))) {
            return offset;
        }
        String name = variables.declare(value);
        declarations += (declarations.isEmpty() ? "" : ", ") + name + " = " + offset;
        return name;
    }

    /** Declares what {@link #at} has named since the last call, before the statement that reads it. */
    private void declare() {
        if (!declarations.isEmpty()) {
            code.addStatement("int $L", declarations);
            declarations = "";
        }
    }

    private String array(Value value) {
        return variables.array(value);
    }

    private Value root(Value value) {
        return section.looped().fused().root(value);
    }

    private int stride(Value value) {
        return Layout.stride(root(value));
    }

    // ---- kernels

    private void kernel(Step.Kernel kernel) {
        Nest nest = section.looped().nests().get(kernel);
        Value head = kernel.head();
        if (head == null) {
            if (nest == null) {
                throw new IllegalStateException("A kernel of nothing: " + kernel);
            }
            clear(nest);
            List<String> arguments = rowArguments(nest, null);
            arguments.add(firstRow());
            arguments.add(kernel.overBatch() ? endRow() : "1");
            line(kernels.rows(kernel, nest), arguments, Formula.of(kernel));
            return;
        }
        Op.MatMul product = (Op.MatMul) head.op();
        if (nest == null) {
            product(head, product, Formula.of(kernel));
            return;
        }
        List<String> arguments = new ArrayList<>();
        for (Value value : List.of(product.left(), product.right(), head)) {
            arguments.add(array(value));
            arguments.add(at(value));
        }
        arguments.addAll(rowArguments(nest, head));
        arguments.add(String.valueOf(product.left().type().size()));
        arguments.add(String.valueOf(stride(product.left())));
        arguments.add(firstRow());
        arguments.add(endRow());
        line(kernels.product(kernel, nest, head), arguments, Formula.of(kernel));
    }

    private void line(String method, List<String> arguments, String formula) {
        call(formula, method, arguments);
    }

    /** Sums over rows start from zero; a kernel with a product in front sees to that itself. */
    private void clear(Nest nest) {
        for (Memory memory : nest.memories()) {
            if (memory.use() == Nest.Use.ADD) {
                String at = sumAt(memory.value());
                call(null, "Arrays.fill", List.of(sumArray(memory.value()), at, at + " + " + length(memory), "0f"));
            }
        }
    }

    private static int length(Memory memory) {
        return Layout.fixed(memory.value().type());
    }

    /** The array that a kernel adds to over rows; members that do not do all rows add to one that nobody reads. */
    private String sumArray(Value value) {
        return division == Division.ROWS
                ? variables.own("member") + ".sums(" + array(value) + ", " + Layout.fixed(value.type()) + ")"
                : array(value);
    }

    private String sumAt(Value value) {
        return division == Division.ROWS ? variables.own("member") + ".at(" + at(value) + ")" : at(value);
    }

    private void fill(Value value, String at, String length) {
        call(null, "Arrays.fill", List.of(array(value), at, at + " + " + length, "0f"));
    }

    private List<String> rowArguments(Nest nest, @Nullable Value head) {
        List<String> arguments = new ArrayList<>();
        for (Memory memory : nest.memories()) {
            if (memory.use() == Nest.Use.ADD) {
                arguments.add(sumArray(memory.value()));
                arguments.add(sumAt(memory.value()));
            } else if (memory.value() != head) {
                arguments.add(array(memory.value()));
                arguments.add(at(memory.value()));
            }
        }
        for (Nest.Random random : nest.randoms()) {
            String step = variables.own("step");
            arguments.add(Code.of(
                    "$T.key($L.seed(), $L.step(), $L, $L)",
                    RuntimeNames.RNG,
                    step,
                    step,
                    random.op().node(),
                    instance()));
            if (random.isFactors()) {
                int threshold = Math.round(random.op().rate() * (1 << 24));
                String scale = NestPrinter.literal(1f / (1f - random.op().rate()));
                arguments.add(step + ".training() ? " + threshold + " : 0");
                arguments.add(step + ".training() ? " + scale + " : 1f");
            } else {
                arguments.add(step + ".training() ? 1f : 0f");
            }
        }
        if (NestPrinter.reduces(nest)) {
            arguments.add(variables.own("s"));
            arguments.add(
                    isDivided()
                            ? variables.own("member") + ".reserve(" + section.reserve() + ", " + section.reserveFloats()
                                    + ")"
                            : String.valueOf(section.reserve()));
        }
        if (NestPrinter.counts(nest)) {
            arguments.add(variables.own("n"));
        }
        if (nest.anyWidth()) {
            arguments.add(String.valueOf(nest.width()));
        }
        return arguments;
    }

    /** Number of the running instance, of all loops together. */
    private String instance() {
        List<String> counters = variables.counters();
        String number = "0";
        for (int i = 0; i < counters.size(); i++) {
            number = i == 0 ? counters.get(0) : "(" + number + ") * " + counts.get(i) + " + " + counters.get(i);
        }
        return number;
    }

    private void product(Value head, Op.MatMul product, String formula) {
        Value left = product.left();
        Value right = product.right();
        boolean overBatch = head.type().batched();
        String n = variables.own("n");
        int k = left.type().size();
        Type result = head.type();
        int columns = Layout.pad(overBatch ? result.size() : right.type().size());
        List<Object> arguments = new ArrayList<>();
        boolean shared = division == Division.COLUMNS;
        if (shared) {
            arguments.add(variables.own("member"));
        }
        if (overBatch) {
            arguments.addAll(List.of(rows(), columns, k));
        } else if (left.type().batched() && product.transposeLeft()) {
            arguments.addAll(List.of(k, columns, n));
        } else {
            throw new IllegalStateException("No product of " + left + " and " + right);
        }
        int lanes = Layout.LANES;
        arguments.addAll(List.of(array(left), overBatch ? atRow(at(left), stride(left)) : at(left)));
        arguments.addAll(overBatch ? List.of(stride(left), 1) : List.of(1, stride(left)));
        arguments.addAll(List.of(array(right), at(right)));
        arguments.addAll(overBatch ? List.of(lanes, k * lanes) : List.of(stride(right), lanes));
        arguments.addAll(List.of(array(head), overBatch ? atRow(at(head), stride(head)) : at(head)));
        arguments.addAll(overBatch ? List.of(stride(head), lanes) : List.of(lanes, k * lanes));
        if (!shared) {
            arguments.add(false);
        }
        call(formula, "Gemm.multiply", arguments);
    }

    // ---- moves

    private void move(Value value) {
        if (value.op() instanceof Op.Transpose transpose) {
            Value from = transpose.operand();
            List<Integer> dims = from.type().dims();
            List<Object> arguments = new ArrayList<>();
            if (division == Division.COLUMNS) {
                arguments.add(variables.own("member"));
            }
            arguments.addAll(List.of(dims.get(0), dims.get(1), array(from), at(from), array(value), at(value)));
            call(Formula.of(value), "Moves.transpose", arguments);
            return;
        }
        code.addComment(Formula.of(value));
        if (value.op() instanceof Op.Concat concat) {
            int at = 0;
            int whole = inner(value, concat.axis(), value.type().dims().get(concat.axis()));
            for (Value part : concat.operands()) {
                int length = inner(part, concat.axis(), part.type().dims().get(concat.axis()));
                copy(part, 0, length, value, at, whole, part.type().size() / length, length);
                at += length;
            }
            pad(value);
        } else if (value.op() instanceof Op.Slice slice) {
            Value from = slice.operand();
            int whole = inner(from, slice.axis(), from.type().dims().get(slice.axis()));
            int unit = inner(from, slice.axis(), 1);
            int length = inner(value, slice.axis(), value.type().dims().get(slice.axis()));
            copy(
                    from,
                    slice.from() * unit,
                    whole,
                    value,
                    0,
                    length,
                    value.type().size() / length,
                    length);
            pad(value);
        } else {
            Value from = ((Op.Reshape) value.op()).operand();
            copyWhole(array(from), at(from), stride(from), value, at(value));
        }
    }

    /** Elements of {@code along} steps of an axis. */
    private static int inner(Value value, int axis, int along) {
        int size = along;
        List<Integer> dims = value.type().dims();
        for (int i = axis + 1; i < dims.size(); i++) {
            size *= dims.get(i);
        }
        return size;
    }

    private void copy(Value from, int fromPlus, int fromRun, Value to, int toPlus, int toRun, int runs, int length) {
        List<Object> arguments = List.of(
                examples(to),
                runs,
                length,
                array(from),
                plus(atRow(at(from), stride(from)), fromPlus),
                stride(from),
                fromRun,
                array(to),
                plus(atRow(at(to), stride(to)), toPlus),
                stride(to),
                toRun);
        call(null, "Moves.copy", arguments);
    }

    private String examples(Value value) {
        return value.type().batched() ? rows() : "1";
    }

    private static String plus(String at, int more) {
        return more == 0 ? at : at + " + " + more;
    }

    private void pad(Value value) {
        if (value.type().batched() && value.type().size() != stride(value)) {
            pad(value, value.type().size(), at(value), stride(value));
        }
    }

    private void pad(Value value, int size, String at, int stride) {
        call(null, "Moves.pad", List.of(rows(), size, array(value), atRow(at, stride), stride));
    }

    /** Copies whole examples, or a whole fixed value, and clears the padding behind them. */
    private void copyWhole(String from, String fromAt, int fromStride, Value to, String toAt) {
        boolean batched = to.type().batched();
        int size = batched ? to.type().size() : Layout.fixed(to.type());
        int stride = Layout.pad(size);
        int fromStep = batched ? fromStride : 0;
        int toStep = batched ? stride : 0;
        String first = atRow(fromAt, fromStep);
        call(
                null,
                "Moves.copy",
                List.of(examples(to), 1, size, from, first, fromStep, 0, array(to), atRow(toAt, toStep), toStep, 0));
        if (batched && size != stride) {
            pad(to, size, toAt, stride);
        }
    }

    /** Returns a number, which all members may have written. */
    void result(Value value) {
        String at = at(value);
        declare();
        meet();
        code.addStatement("return $L[$L]", array(value), at);
    }

    /** From padded scratch to the caller's array. */
    void copyOut(Value value, String to, String toAt) {
        division = isDivided() ? Division.ROWS : null;
        int size = value.type().size();
        meet();
        call(
                null,
                "Moves.copy",
                List.of(
                        rows(),
                        1,
                        size,
                        array(value),
                        atRow(at(value), stride(value)),
                        stride(value),
                        0,
                        to,
                        atRow(toAt, size),
                        size,
                        0));
    }

    // ---- repeated blocks

    private void repeat(Step.Repeat repeat) {
        start(repeat.start(), repeat.carry(), "0");
        declareOutside(repeat.steps());
        String counter = variables.enter();
        counts.add(repeat.count());
        code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", counter, counter, repeat.count(), counter);
        steps(repeat.steps());
        code.endControlFlow();
        counts.remove(counts.size() - 1);
        variables.leave();
    }

    private void repeatBack(Step.RepeatBack repeat) {
        start(repeat.start(), repeat.upstream(), String.valueOf(repeat.count() - 1));
        for (Step.Sum sum : repeat.sums()) {
            Value total = sum.previous();
            String at = at(total);
            String length = total.type().batched()
                    ? variables.own("n") + " * " + Layout.pad(total.type().size())
                    : String.valueOf(Layout.fixed(total.type()));
            fill(total, at, length);
        }
        declareOutside(repeat.steps());
        String counter = variables.enter();
        counts.add(repeat.count());
        code.beginControlFlow("for (int $L = $L; $L >= 0; $L--)", counter, repeat.count() - 1, counter, counter);
        steps(repeat.steps());
        copies(section.gradientsOfInstances().getOrDefault(repeat, List.of()));
        code.endControlFlow();
        counts.remove(counts.size() - 1);
        variables.leave();
    }

    /** Puts the initial carry into the slot that the first instance to run reads. */
    private void start(Value from, Value carry, String first) {
        List<String> counters = new ArrayList<>(variables.counters());
        counters.add(first);
        code.addComment(carry.name() + " starts");
        copyWhole(array(from), at(from), stride(from), carry, variables.offset(section.place(carry), counters));
    }

    /** What does not change from instance to instance is declared before the loop. */
    private void declareOutside(List<Step> steps) {
        if (parts.tooLong(steps, true)) {
            return;
        }
        Set<Value> seen = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        for (Step step : steps) {
            if (step instanceof Step.Kernel kernel) {
                Nest nest = section.looped().nests().get(kernel);
                if (nest != null) {
                    nest.memories().forEach(m -> seen.add(m.value()));
                }
                if (kernel.head() != null) {
                    Op.MatMul product = (Op.MatMul) kernel.head().op();
                    seen.addAll(List.of(product.left(), product.right(), kernel.head()));
                }
            }
        }
        List<Value> fixed = seen.stream()
                .filter(v -> section.place(v).terms().size()
                                <= variables.counters().size()
                        && section.place(v).terms().stream()
                                .allMatch(t -> t.depth() < variables.counters().size()))
                .sorted(java.util.Comparator.comparing(Value::name)
                        .thenComparing(v -> variables.offset(section.place(v))))
                .collect(Collectors.toList());
        fixed.forEach(this::at);
        declare();
    }

    /** Gradients that no step writes to their place. */
    void copies(List<Plan.Copy> copies) {
        if (copies.isEmpty()) {
            return;
        }
        meet();
        for (Plan.Copy copy : copies) {
            String from = at(copy.from());
            String to = variables.offset(copy.to());
            String target = variables.array(copy.to());
            if (copy.add()) {
                call(null, "Moves.add", List.of(copy.length(), array(copy.from()), from, target, to));
            } else {
                call(null, "System.arraycopy", List.of(array(copy.from()), from, target, to, copy.length()));
            }
        }
    }
}

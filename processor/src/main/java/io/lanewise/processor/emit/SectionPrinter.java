package io.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints steps as the lines of {@code forward} and {@code backward}: one call a line, in the user's words. */
final class SectionPrinter {
    private final Plan.Section section;
    private final Kernels kernels;
    private final Variables variables;
    private final Parts parts;
    private final CodeBlock.Builder code = CodeBlock.builder();

    SectionPrinter(Plan.Section section, Kernels kernels, Variables variables, Parts parts) {
        this.section = section;
        this.kernels = kernels;
        this.variables = variables;
        this.parts = parts;
    }

    CodeBlock.Builder code() {
        return code;
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
            code.addStatement(parts.add(variables.counters(), part.code.build()));
        }
    }

    private boolean isCut(List<Step> steps) {
        return parts.tooLong(steps, !counts.isEmpty());
    }

    private void inline(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Kernel kernel) {
                kernel(kernel);
            } else if (step instanceof Step.Move move) {
                move(move.named());
            } else if (step instanceof Step.Repeat repeat) {
                repeat(repeat);
            } else if (step instanceof Step.RepeatBack repeat) {
                repeatBack(repeat);
            }
        }
    }

    /** The offset of {@code value}, in a variable of its own if it is no constant of the class. */
    String at(Value value) {
        String known = variables.known(value);
        if (!known.isEmpty()) {
            return known;
        }
        String offset = variables.offset(section.place(value));
        if (!offset.contains(" ") && !offset.matches("\\d+")) {
            return offset;
        }
        String name = variables.declare(value);
        code.addStatement("int $L = $L", name, offset);
        return name;
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
        if (nest != null) {
            clear(nest);
        }
        if (head == null) {
            if (nest == null) {
                throw new IllegalStateException("A kernel of nothing: " + kernel);
            }
            List<CodeBlock> arguments = rowArguments(nest, null);
            arguments.add(CodeBlock.of("0"));
            arguments.add(CodeBlock.of("$L", kernel.overBatch() ? variables.own("n") : "1"));
            line(kernels.rows(kernel, nest), arguments, Formula.of(kernel));
            return;
        }
        Op.MatMul product = (Op.MatMul) head.op();
        if (nest == null) {
            product(head, product, Formula.of(kernel));
            return;
        }
        List<CodeBlock> arguments = new ArrayList<>();
        for (Value value : List.of(product.left(), product.right(), head)) {
            arguments.add(CodeBlock.of("$L", array(value)));
            arguments.add(CodeBlock.of("$L", at(value)));
        }
        arguments.addAll(rowArguments(nest, head));
        arguments.add(CodeBlock.of("$L", variables.own("n")));
        line(kernels.product(kernel, nest, head, stride(product.left())), arguments, Formula.of(kernel));
    }

    private void line(String method, List<CodeBlock> arguments, String formula) {
        code.add("// $L\n", formula);
        code.addStatement("$L($L)", method, arguments.stream().collect(CodeBlock.joining(",$W")));
    }

    /** Sums over rows start from zero. */
    private void clear(Nest nest) {
        for (Memory memory : nest.memories()) {
            if (memory.use() == Nest.Use.ADD) {
                String at = at(memory.value());
                code.addStatement(
                        "$T.fill($L, $L, $L + $L, 0f)",
                        NestPrinter.arrays(),
                        array(memory.value()),
                        at,
                        at,
                        Layout.fixed(memory.value().type()));
            }
        }
    }

    private List<CodeBlock> rowArguments(Nest nest, @org.jspecify.annotations.Nullable Value head) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (Memory memory : nest.memories()) {
            if (memory.value() != head) {
                arguments.add(CodeBlock.of("$L", array(memory.value())));
                arguments.add(CodeBlock.of("$L", at(memory.value())));
            }
        }
        for (Nest.Random random : nest.randoms()) {
            String step = variables.own("step");
            int threshold = Math.round(random.op().rate() * (1 << 24));
            arguments.add(CodeBlock.of(
                    "$T.key($L.seed(), $L.step(), $L, $L)",
                    RuntimeNames.RNG,
                    step,
                    step,
                    random.op().node(),
                    instance()));
            arguments.add(CodeBlock.of("$L.training() ? $L : 0", step, threshold));
            arguments.add(CodeBlock.of(
                    "$L.training() ? $L : 1f",
                    step,
                    NestPrinter.literal(1f / (1f - random.op().rate()))));
        }
        if (NestPrinter.reduces(nest)) {
            arguments.add(CodeBlock.of("$L", variables.own("s")));
            arguments.add(CodeBlock.of("$L", section.reserve()));
        }
        if (NestPrinter.counts(nest)) {
            arguments.add(CodeBlock.of("$L", variables.own("n")));
        }
        return arguments;
    }

    private final List<Integer> counts = new ArrayList<>();

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
        CodeBlock sizes;
        if (overBatch) {
            sizes = CodeBlock.of("$L, $L, $L", n, columns, k);
        } else {
            if (!left.type().batched() || !product.transposeLeft()) {
                throw new IllegalStateException("No product of " + left + " and " + right);
            }
            sizes = CodeBlock.of("$L, $L, $L", k, columns, n);
        }
        int leftStride = stride(left);
        String leftSteps = overBatch ? leftStride + ", 1" : "1, " + leftStride;
        String rightSteps = overBatch ? Layout.LANES + ", " + k * Layout.LANES : stride(right) + ", " + Layout.LANES;
        String resultSteps = overBatch ? stride(head) + ", " + Layout.LANES : Layout.LANES + ", " + k * Layout.LANES;
        String leftAt = at(left);
        String rightAt = at(right);
        String resultAt = at(head);
        code.add("// $L\n", formula);
        code.addStatement(
                "$T.multiply($L,$W$L, $L, $L,$W$L, $L, $L,$W$L, $L, $L, false)",
                RuntimeNames.GEMM,
                sizes,
                array(left),
                leftAt,
                leftSteps,
                array(right),
                rightAt,
                rightSteps,
                array(head),
                resultAt,
                resultSteps);
    }

    // ---- moves

    private void move(Value value) {
        code.add("// $L\n", Formula.of(value));
        if (value.op() instanceof Op.Transpose transpose) {
            List<Integer> dims = transpose.operand().type().dims();
            String from = at(transpose.operand());
            String to = at(value);
            code.addStatement(
                    "$T.transpose($L, $L, $L, $L, $L, $L)",
                    RuntimeNames.GEMM,
                    dims.get(0),
                    dims.get(1),
                    array(transpose.operand()),
                    from,
                    array(value),
                    to);
        } else if (value.op() instanceof Op.Concat concat) {
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
        String fromAt = at(from);
        String toAt = at(to);
        code.addStatement(
                "$T.copy($L, $L, $L,$W$L, $L, $L, $L,$W$L, $L, $L, $L)",
                RuntimeNames.MOVES,
                examples(to),
                runs,
                length,
                array(from),
                plus(fromAt, fromPlus),
                stride(from),
                fromRun,
                array(to),
                plus(toAt, toPlus),
                stride(to),
                toRun);
    }

    private String examples(Value value) {
        return value.type().batched() ? variables.own("n") : "1";
    }

    private static String plus(String at, int more) {
        return more == 0 ? at : at + " + " + more;
    }

    private void pad(Value value) {
        if (value.type().batched() && value.type().size() != stride(value)) {
            String at = at(value);
            code.addStatement(
                    "$T.pad($L, $L, $L, $L, $L)",
                    RuntimeNames.MOVES,
                    variables.own("n"),
                    value.type().size(),
                    array(value),
                    at,
                    stride(value));
        }
    }

    /** Copies whole examples, or a whole fixed value, and clears the padding behind them. */
    private void copyWhole(String from, String fromAt, int fromStride, Value to, String toAt) {
        boolean batched = to.type().batched();
        int size = batched ? to.type().size() : Layout.fixed(to.type());
        code.addStatement(
                "$T.copy($L, 1, $L,$W$L, $L, $L, 0,$W$L, $L, $L, 0)",
                RuntimeNames.MOVES,
                examples(to),
                size,
                from,
                fromAt,
                batched ? fromStride : 0,
                array(to),
                toAt,
                batched ? Layout.pad(size) : 0);
        if (batched && size != Layout.pad(size)) {
            code.addStatement(
                    "$T.pad($L, $L, $L, $L, $L)",
                    RuntimeNames.MOVES,
                    variables.own("n"),
                    size,
                    array(to),
                    toAt,
                    Layout.pad(size));
        }
    }

    /** From padded scratch to the caller's array. */
    void copyOut(Value value, String to, String toAt) {
        String at = at(value);
        int size = value.type().size();
        code.addStatement(
                "$T.copy($L, 1, $L,$W$L, $L, $L, 0,$W$L, $L, $L, 0)",
                RuntimeNames.MOVES,
                variables.own("n"),
                size,
                array(value),
                at,
                stride(value),
                to,
                toAt,
                size);
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
            code.addStatement("$T.fill($L, $L, $L + $L, 0f)", NestPrinter.arrays(), array(total), at, at, length);
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
        code.add("// $L starts\n", carry.name());
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
    }

    /** Gradients that no step writes to their place. */
    void copies(List<Plan.Copy> copies) {
        for (Plan.Copy copy : copies) {
            String from = at(copy.from());
            String to = variables.offset(copy.to());
            String target = variables.array(copy.to());
            if (copy.add()) {
                code.addStatement(
                        "$T.add($L, $L, $L, $L, $L)",
                        RuntimeNames.MOVES,
                        copy.length(),
                        array(copy.from()),
                        from,
                        target,
                        to);
            } else {
                code.addStatement(
                        "System.arraycopy($L, $L, $L, $L, $L)", array(copy.from()), from, target, to, copy.length());
            }
        }
    }
}

package io.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.lanewise.processor.ir.Extent;
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
import io.lanewise.processor.ir.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
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
    private boolean usesOwn;
    private boolean prepares;

    SectionPrinter(Plan.Section section, Kernels kernels, Variables variables, Parts parts) {
        this.section = section;
        this.kernels = kernels;
        this.variables = variables;
        this.parts = parts;
        this.code = new Code();
    }

    /** What was printed, behind the range of this member's rows. */
    CodeBlock block() {
        String member = variables.own("member");
        if (usesOwn) {
            Code own = new Code()
                    .addStatement(
                            "float[] $L = $L.scratch($L, $L)",
                            variables.own("own"),
                            member,
                            variables.own("s"),
                            section.fixedFloats());
            return Code.block(own.toString() + code, RuntimeNames.IN_PASSES);
        }
        if (!usesRange) {
            return code.block(RuntimeNames.IN_PASSES);
        }
        String n = variables.own("n");
        Code range =
                new Code().addStatement("int $L = $L.from($L), $L = $L.to($L)", from(), member, n, to(), member, n);
        return Code.block(range.toString() + code, RuntimeNames.IN_PASSES);
    }

    /** Prints what is computed when parameters are published. */
    void prepare(List<Step> steps) {
        prepares = true;
        steps(steps);
        prepares = false;
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
            part.prepares = prepares;
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
            } else if (step instanceof Step.Call call) {
                call(call.named(), call.work());
            } else if (step instanceof Step.Lines lines) {
                lines(lines);
            } else if (step instanceof Step.Tiles tiles) {
                tiles(tiles);
            } else if (step instanceof Step.Repeat repeat) {
                repeat(repeat);
            }
        }
        division = isDivided() ? Division.FIRST : null;
    }

    // ---- members

    private boolean isDivided() {
        return !prepares && !section.shares().isEmpty();
    }

    /** Whether the members of a team divide the rows of the step that is being printed. */
    private boolean dividesRows() {
        return division == Division.ROWS;
    }

    /** A variable that holds scratch of the running member's own, where that of the plan is the first's. */
    private String own(Value value) {
        if (!section.dividesRows() || prepares) {
            return array(value);
        }
        usesOwn = true;
        return variables.own("own");
    }

    /** The first of this member's rows, of so many. */
    private String from(String rows) {
        return dividesRows() ? variables.own("member") + ".from(" + rows + ")" : "0";
    }

    /** The end of this member's rows, of so many. */
    private String to(String rows) {
        return dividesRows() ? variables.own("member") + ".to(" + rows + ")" : rows;
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
        return division == Division.EXAMPLES ? from() : "0";
    }

    /** The end of the rows to compute. */
    private String endRow() {
        return division == Division.EXAMPLES ? to() : variables.own("n");
    }

    /** The number of rows to compute. */
    private String rows() {
        return division == Division.EXAMPLES ? to() + " - " + from() : variables.own("n");
    }

    private String rows(int floats) {
        return times(rows(), floats);
    }

    /** {@code at} moved on to the first of the rows to compute. */
    private String atRow(String at, Extent stride) {
        if (division != Division.EXAMPLES || stride.is(0)) {
            return at;
        }
        String rows = times(from(), stride);
        return at.equals("0") ? rows : at + " + " + rows;
    }

    /** The arguments of a call, of which the runtime computes a member's part: the member comes first. */
    private List<Object> shared() {
        return dividesRows() ? new ArrayList<>(List.of(variables.own("member"))) : new ArrayList<>();
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
        Op.Reduce reduce = (Op.Reduce) sum.op();
        Value operand = reduce.operand();
        Type type = operand.type();
        boolean byRow = reduce.over() == Op.Reduce.Over.ROWS;
        List<Object> arguments = List.of(
                variables.own("member"),
                byRow ? times(variables.own("n"), type.rows()) : variables.own("n"),
                text(byRow ? type.columns() : Layout.extent(type)),
                array(operand),
                at(operand),
                text(byRow ? row(operand) : stride(operand)),
                array(sum),
                at(sum),
                goesOn());
        declare();
        code.addCall("Gemm.sums", arguments);
    }

    /** Fills an array with zeros to start with. */
    void clear(String array, long length) {
        division = isDivided() ? Division.FIRST : null;
        beginFirst();
        call(null, "Arrays.fill", List.of(array, 0, length, "0f"));
        endBlocks();
        meet();
    }

    /** Fills what is the examples' of the caller's array. */
    void clearRows(String array, String at, Extent perExample) {
        division = isDivided() ? Division.FIRST : null;
        String length = variables.own("n") + " * " + text(perExample);
        call(null, "Arrays.fill", List.of(array, at, at.equals("0") ? length : at + " + " + length, "0f"));
        meet();
    }

    // ---- blocks of a batch

    /** What the first block of a batch alone does, up to {@link #endBlocks}. */
    private void beginFirst() {
        declare();
        if (section.isByBlocks()) {
            code.beginControlFlow("if ($L == 0)", variables.own("first"));
        }
    }

    /** What the last block of a batch alone does, up to {@link #endBlocks}. */
    private void beginLast() {
        declare();
        if (section.isByBlocks()) {
            code.beginControlFlow(
                    "if ($L + $L == $L)", variables.own("first"), variables.own("n"), variables.own("count"));
        }
    }

    private void endBlocks() {
        if (section.isByBlocks()) {
            code.endControlFlow();
        }
    }

    /** Whether a sum over examples goes on from the block before. */
    private String goesOn() {
        return section.isByBlocks() ? variables.own("first") + " > 0" : "false";
    }

    /** The number of examples of the batch. */
    private String count() {
        return variables.own(section.isByBlocks() ? "count" : "n");
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

    /** Instances that are kept, and views of them, have strides of their own; those of an axis of variable length follow from it. */
    private Extent stride(Value value) {
        Value root = root(value);
        if (Op.Kept.isSequence(root)) {
            return Extent.of(Layout.of(root.type()));
        }
        return root.type().varies()
                ? Layout.strideExtent(root)
                : Extent.of(section.looped().fused().stride(value));
    }

    /** Floats from one row of {@code value} to the next. */
    private Extent row(Value value) {
        return Op.Kept.isSequence(root(value))
                ? Extent.of(Layout.pad(value.type().width()))
                : value.type().varies()
                        ? Layout.rowExtent(root(value), value.type())
                        : row(value, value.type().width());
    }

    private Extent row(Value value, int width) {
        return Extent.of(section.looped().fused().row(value, width));
    }

    private String atRow(String at, int stride) {
        return atRow(at, Extent.of(stride));
    }

    private String times(String count, int factor) {
        return times(count, Extent.of(factor));
    }

    private String text(Extent extent) {
        return variables.text(extent);
    }

    private String times(String count, Extent factor) {
        String factors = text(factor);
        return factor.is(1) || count.equals("0")
                ? count
                : (count.indexOf(' ') < 0 ? count : "(" + count + ")") + " * " + factors;
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
            String rows = times(endRow(), folded(nest));
            arguments.add(dividesRows() ? from(rows) : times(firstRow(), folded(nest)));
            arguments.add(!kernel.overBatch() ? text(folded(nest)) : to(rows));
            line(prepares ? kernels.once(kernel, nest) : kernels.rows(kernel, nest), arguments, Formula.of(kernel));
            return;
        }
        Op.MatMul product = (Op.MatMul) head.op();
        if (nest == null) {
            product(head, product, Formula.of(kernel));
            return;
        }
        clear(nest);
        List<String> arguments = new ArrayList<>();
        for (Value value : List.of(product.left(), product.right(), head)) {
            arguments.add(array(value));
            arguments.add(at(value));
        }
        arguments.addAll(rowArguments(nest, head));
        int inner = product.right().type().dims().get(0);
        arguments.add(String.valueOf(inner));
        arguments.add(text(row(product.left(), inner)));
        if (dividesRows()) {
            arguments.add(times(variables.own("n"), folded(nest)));
            arguments.add(variables.own("member"));
            line(kernels.sharedProduct(kernel, nest, head), arguments, Formula.of(kernel));
            return;
        }
        arguments.add(times(firstRow(), folded(nest)));
        arguments.add(times(endRow(), folded(nest)));
        line(kernels.product(kernel, nest, head), arguments, Formula.of(kernel));
    }

    private void lines(Step.Lines lines) {
        Value made = lines.convolution().named();
        Op.Conv conv = (Op.Conv) made.op();
        Nest nest = Objects.requireNonNull(section.looped().nests().get(lines.rows()));
        Window window = conv.maxima() == null ? conv.window() : conv.maxima();
        List<String> arguments = new ArrayList<>(List.of(sizes(made, conv)));
        if (conv.maxima() != null) {
            arguments.add(windows(made, conv.maxima(), Op.Pool.Kind.MAX));
        }
        arguments.add(variables.own("n"));
        for (Value each : List.of(conv.first(), conv.second(), made)) {
            arguments.add(array(each));
            arguments.add(at(each));
        }
        Value work = lines.convolution().work();
        arguments.add(work == null ? array(made) : own(work));
        arguments.add(work == null ? "0" : at(work));
        arguments.addAll(rowArguments(nest, made));
        arguments.add(String.valueOf(window.outHeight()));
        arguments.add(String.valueOf(window.outWidth()));
        arguments.add(from(String.valueOf(window.outHeight())));
        arguments.add(to(String.valueOf(window.outHeight())));
        line(kernels.lines(lines, nest), arguments, Formula.of(lines));
    }

    private void tiles(Step.Tiles tiles) {
        Nest nest = Objects.requireNonNull(section.looped().nests().get(tiles.rows()));
        Op.BatchMatMul first = (Op.BatchMatMul) tiles.first().op();
        Op.BatchMatMul last = (Op.BatchMatMul) tiles.named().op();
        Type scores = tiles.first().type();
        int axis = scores.dims().size() - 2;
        List<String> arguments = new ArrayList<>();
        for (Value value : List.of(first.left(), first.right(), last.right(), tiles.named())) {
            arguments.add(array(value));
            arguments.add(at(value));
        }
        arguments.addAll(rowArguments(nest, null, tiles));
        String matrices = times(variables.own("n"), scores.product(0, axis));
        arguments.add(from(matrices));
        arguments.add(to(matrices));
        arguments.add(text(scores.product(axis, axis + 1)));
        arguments.add(text(first.left().type().columns()));
        arguments.add(text(row(first.left())));
        arguments.add(text(Layout.padded(tiles.named().type())));
        TilesPrinter printer = new TilesPrinter(tiles, nest);
        if (!printer.ofExamples().isEmpty()) {
            arguments.add(text(scores.product(0, axis)));
            printer.ofExamples().forEach(memory -> arguments.add(text(stride(memory.value()))));
        }
        line(kernels.tiles(printer), arguments, Formula.of(tiles));
    }

    /** Rows of an example that the loop over examples counts one by one. */
    private static Extent folded(Nest nest) {
        return nest.folded() > 1 ? nest.rows() : Extent.ONE;
    }

    private void line(String method, List<String> arguments, String formula) {
        call(formula, method, arguments);
    }

    /** Sums over rows start from zero. */
    private void clear(Nest nest) {
        List<Memory> sums = nest.memories().stream().filter(Memory::isSum).collect(Collectors.toList());
        if (sums.isEmpty()) {
            return;
        }
        sums.forEach(memory -> sumAt(memory.value()));
        beginFirst();
        for (Memory memory : sums) {
            String at = sumAt(memory.value());
            call(null, "Arrays.fill", List.of(sumArray(memory.value()), at, at + " + " + length(memory), "0f"));
        }
        endBlocks();
    }

    private static int length(Memory memory) {
        return Layout.of(memory.value().type());
    }

    /** The array that a kernel adds to over rows; members that do not do all rows add to one that nobody reads. */
    private String sumArray(Value value) {
        return division == Division.EXAMPLES
                ? variables.own("member") + ".sums(" + array(value) + ", " + Layout.of(value.type()) + ")"
                : array(value);
    }

    private String sumAt(Value value) {
        return division == Division.EXAMPLES ? variables.own("member") + ".at(" + at(value) + ")" : at(value);
    }

    private void fill(Value value, String at, String length) {
        call(null, "Arrays.fill", List.of(array(value), at, at + " + " + length, "0f"));
    }

    private List<String> rowArguments(Nest nest, @Nullable Value head) {
        return rowArguments(nest, head, null);
    }

    private List<String> rowArguments(Nest nest, @Nullable Value head, Step.@Nullable Tiles tiles) {
        List<String> arguments = new ArrayList<>();
        for (Memory memory : nest.memories()) {
            if (memory.isSum()) {
                arguments.add(sumArray(memory.value()));
                arguments.add(sumAt(memory.value()));
            } else if (memory.value() != head) {
                boolean ofBlock = tiles != null && tiles.isOfBlock(memory.value());
                arguments.add(ofBlock ? own(memory.value()) : array(memory.value()));
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
        if (!nest.randoms().isEmpty()) {
            arguments.add(section.isByBlocks() ? variables.own("first") : "0");
        }
        if (NestPrinter.reduces(nest)) {
            boolean reserves = isDivided() && !section.dividesRows();
            arguments.add(reserves ? variables.own("s") : reserve());
            arguments.add(
                    reserves
                            ? variables.own("member") + ".reserve(" + section.reserve() + ", " + section.reserveFloats()
                                    + ")"
                            : String.valueOf(section.reserve()));
        }
        if (NestPrinter.counts(nest)) {
            arguments.add(count());
        }
        if (NestPrinter.asksForTraining(nest)) {
            arguments.add(variables.own("step") + ".training() ? 1f : 0f");
        }
        if (nest.anyWidth()) {
            arguments.add(text(nest.columns()));
        }
        if (nest.anyRows()) {
            arguments.add(text(nest.rows()));
        }
        return arguments;
    }

    /** The array in which a kernel's reductions end. */
    private String reserve() {
        if (!isDivided()) {
            return variables.own("s");
        }
        usesOwn = true;
        return variables.own("own");
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
        Type result = head.type();
        int k = overBatch ? right.type().dims().get(0) : result.dims().get(0);
        int columns = Layout.pad(result.width());
        String leftRow = text(row(left, k));
        List<Object> arguments = new ArrayList<>();
        boolean shared = division == Division.COLUMNS || dividesRows();
        if (shared) {
            arguments.add(variables.own("member"));
        }
        if (overBatch) {
            arguments.addAll(List.of(times(rows(), result.rows()), columns, k));
        } else if (left.type().batched() && product.transposeLeft()) {
            arguments.addAll(List.of(k, columns, times(n, left.type().extent().dividedBy(k))));
        } else {
            throw new IllegalStateException("No product of " + left + " and " + right);
        }
        int lanes = Layout.LANES;
        String rightRow = text(row(right, result.width()));
        arguments.addAll(List.of(array(left), overBatch ? atRow(at(left), stride(left)) : at(left)));
        arguments.addAll(overBatch ? List.of(leftRow, 1) : List.of(1, leftRow));
        arguments.addAll(List.of(array(right), at(right)));
        boolean rightInPanels = right.type().isMatrix();
        arguments.addAll(rightInPanels ? List.of(lanes, k * lanes) : List.of(rightRow, lanes));
        arguments.addAll(List.of(array(head), overBatch ? atRow(at(head), stride(head)) : at(head)));
        arguments.addAll(result.isMatrix() ? List.of(lanes, k * lanes) : List.of(columns, lanes));
        arguments.add(overBatch ? "false" : goesOn());
        if (!shared) {
            if (rightInPanels && isReadByEachInstance(right)) {
                arguments.add(variables.counters().get(counts.size() - 1) + " % 2 == 1");
            }
        }
        call(formula, "Gemm.multiply", arguments);
    }

    /** Whether the loop around reads the same {@code value} time and again. */
    private boolean isReadByEachInstance(Value value) {
        int loop = counts.size() - 1;
        return loop >= 0 && section.place(value).terms().stream().noneMatch(term -> term.depth() == loop);
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
            call(Formula.of(value), from.type().isMatrix() ? "Moves.transpose" : "Moves.transposeRows", arguments);
            return;
        }
        code.addComment(Formula.of(value));
        if (value.op() instanceof Op.Concat concat) {
            int at = 0;
            int axis = concat.axis();
            Extent whole = along(value, axis, value.type().dims().get(axis));
            for (Value part : concat.operands()) {
                int length = part.type().dims().get(axis);
                Extent before = axis == value.type().dims().size() - 1 ? Extent.of(at) : along(value, axis, at);
                copy(part, Extent.of(0), value, before, axis, length, along(part, axis, length), whole);
                at += length;
            }
            pad(value);
        } else if (value.op() instanceof Op.Slice slice) {
            Value from = slice.operand();
            int axis = slice.axis();
            Extent whole = along(from, axis, from.type().dims().get(axis));
            int length = value.type().dims().get(axis);
            boolean last = axis == from.type().dims().size() - 1;
            Extent before = last ? Extent.of(slice.from()) : along(from, axis, slice.from());
            copy(from, before, value, Extent.of(0), axis, length, whole, along(value, axis, length));
            pad(value);
        } else if (value.op() instanceof Op.Permute permute) {
            permute(value, permute);
        } else if (value.op() instanceof Op.Unfold unfold) {
            unfold(value, unfold);
        } else if (value.op() instanceof Op.Resize resize) {
            resize(resize.operand(), value);
        } else if (value.op() instanceof Op.Kept kept) {
            keep(value, kept);
        } else {
            Value from = ((Op.Reshape) value.op()).operand();
            copyWhole(from, value, at(value));
        }
    }

    /** The steps that the call has, each a row. */
    private void resize(Value from, Value to) {
        Extent rows = (from.type().varies() ? from : to).type().rows();
        int width = to.type().width();
        boolean callers = Layout.isCallers(root(from));
        call(
                null,
                "Moves.copy",
                List.of(
                        examples(to),
                        callers ? text(rows) : "1",
                        callers ? String.valueOf(width) : text(rows.times(Layout.pad(width))),
                        array(from),
                        atRow(at(from), stride(from)),
                        text(stride(from)),
                        callers ? text(row(from)) : "0",
                        array(to),
                        atRow(at(to), stride(to)),
                        text(stride(to)),
                        callers ? text(row(to)) : "0"));
        if (callers) {
            pad(to);
        }
    }

    /** Writes what is kept: a value, or the present step to its place behind those before it. */
    private void keep(Value value, Op.Kept kept) {
        Value from = Objects.requireNonNull(kept.operand());
        int axis = kept.axis();
        if (axis < 0) {
            copyWhole(from, value, at(value));
            return;
        }
        boolean last = axis == value.type().dims().size() - 1;
        Extent step = last ? Extent.ONE : along(value, axis, 1);
        String before = variables.length(value.type().axis(axis)) + " - 1";
        List<Object> arguments = List.of(
                examples(value),
                text(from.type().product(0, axis)),
                text(step),
                array(from),
                at(from),
                text(stride(from)),
                text(last ? row(from) : step),
                array(value),
                at(value) + " + " + (step.is(1) ? before : "(" + before + ") * " + text(step)),
                text(stride(value)),
                text(along(value, axis, value.type().dims().get(axis))));
        call(null, "Moves.copy", arguments);
    }

    /** Zeros, and over them the steps that there are, tap by tap. */
    private void unfold(Value value, Op.Unfold unfold) {
        Value from = unfold.operand();
        String steps = text(value.type().rows());
        int width = from.type().width();
        String start = atRow(at(value), stride(value));
        call(null, "Arrays.fill", List.of(array(value), start, start + " + " + times(rows(), stride(value)), "0f"));
        for (int tap = 0; tap < unfold.taps(); tap++) {
            int offset = unfold.offset(tap);
            Extent into = row(value).times(Math.max(0, -offset));
            call(
                    null,
                    "Moves.copy",
                    List.of(
                            rows(),
                            offset == 0 ? steps : "Math.max(0, " + steps + " - " + Math.abs(offset) + ")",
                            width,
                            array(from),
                            plus(atRow(at(from), stride(from)), row(from).times(Math.max(0, offset))),
                            text(stride(from)),
                            text(row(from)),
                            array(value),
                            plus(start, Extent.of(into.constant() + (long) tap * width)),
                            text(stride(value)),
                            text(row(value))));
        }
    }

    private void permute(Value value, Op.Permute permute) {
        Value from = permute.operand();
        List<Integer> dims = value.type().dims();
        List<Object> arguments = shared();
        arguments.addAll(List.of(
                examples(value),
                array(from),
                atRow(at(from), stride(from)),
                text(stride(from)),
                array(value),
                atRow(at(value), stride(value))));
        int missing = Op.Permute.AXES - dims.size();
        for (int axis = 0; axis < Op.Permute.AXES; axis++) {
            int own = axis - missing;
            arguments.add(own < 0 ? "1" : text(value.type().product(own, own + 1)));
        }
        for (int axis = 0; axis < Op.Permute.AXES; axis++) {
            arguments.add(axis < missing ? "0" : text(step(from, permute.axes().get(axis - missing))));
        }
        call(null, "Moves.permute", arguments);
    }

    /** Floats from one element of an axis to the next. */
    private Extent step(Value value, int axis) {
        return axis == value.type().dims().size() - 1 ? Extent.ONE : along(value, axis, 1);
    }

    // ---- calls

    private void call(Value value, @Nullable Value work) {
        if (value.op() instanceof Op.BatchMatMul product) {
            products(value, product);
        } else if (value.op() instanceof Op.Gather gather) {
            gather(value, gather);
        } else if (value.op() instanceof Op.Scatter scatter) {
            scatter(value, scatter);
        } else if (value.op() instanceof Op.Conv conv) {
            convolution(value, conv, work);
        } else if (value.op() instanceof Op.Pool pool) {
            pooling(value, pool);
        } else if (value.op() instanceof Op.ScaleColumns scaled) {
            List<Integer> dims = value.type().dims();
            call(
                    Formula.of(value),
                    "Moves.scaleColumns",
                    List.of(
                            dims.get(0),
                            Layout.pad(dims.get(1)),
                            array(scaled.matrix()),
                            at(scaled.matrix()),
                            array(scaled.factors()),
                            at(scaled.factors()),
                            array(value),
                            at(value)));
        } else {
            throw new IllegalStateException("No call computes " + value);
        }
    }

    private void gather(Value value, Op.Gather gather) {
        Value indices = gather.indices();
        Extent each = indices.type().extent();
        List<Object> arguments = List.of(
                times(rows(), each),
                Layout.row(value, value.type().width()),
                array(gather.table()),
                at(gather.table()),
                array(indices),
                atRow(at(indices), each),
                array(value),
                atRow(at(value), stride(value)));
        call(Formula.of(value), "Tables.gather", arguments);
    }

    private void scatter(Value value, Op.Scatter scatter) {
        Value rows = scatter.rows();
        List<Object> arguments = new ArrayList<>();
        if (division == Division.COLUMNS) {
            arguments.add(variables.own("member"));
        }
        arguments.addAll(List.of(
                times(variables.own("n"), scatter.indices().type().extent()),
                Layout.row(value, value.type().width()),
                array(rows),
                at(rows),
                array(scatter.indices()),
                at(scatter.indices()),
                scatter.padding(),
                array(value),
                at(value),
                value.type().outer(),
                goesOn()));
        call(Formula.of(value), "Tables.scatter", arguments);
    }

    private void convolution(Value value, Op.Conv conv, @Nullable Value work) {
        String sizes = sizes(value, conv);
        List<Object> arguments = shared();
        if (conv.part() == Op.Conv.Part.FILTER) {
            arguments.add(division == null ? "Member.ALONE" : variables.own("member"));
        }
        if (conv.maxima() != null) {
            arguments.add(windows(value, conv.maxima(), Op.Pool.Kind.MAX));
        }
        arguments.add(rows());
        for (Value each : List.of(conv.first(), conv.second(), value)) {
            arguments.add(array(each));
            arguments.add(each.type().batched() ? atRow(at(each), stride(each)) : at(each));
        }
        if (work == null) {
            // Not read: there is nothing to copy.
            arguments.addAll(List.of(array(value), 0));
        } else if (division == null || section.dividesRows()) {
            arguments.addAll(List.of(own(work), at(work)));
        } else {
            String member = variables.own("member");
            arguments.add(
                    member + ".scratch(" + array(work) + ", " + work.type().size() + ")");
            arguments.add(member + ".scratchAt(" + at(work) + ")");
        }
        if (conv.part() == Op.Conv.Part.FILTER) {
            arguments.add(goesOn());
        }
        String method = switch (conv.part()) {
            case RESULT -> conv.maxima() == null ? "forward" : "maxima";
            case IMAGE -> "image";
            case FILTER -> "filter";
        };
        call(Formula.of(value), sizes + "." + method, arguments);
    }

    /** The constant that holds the sizes of a convolution. */
    private String sizes(Value value, Op.Conv conv) {
        Window window = conv.window();
        boolean image = conv.part() == Op.Conv.Part.IMAGE;
        int pixel = image ? Layout.pad(window.channels()) : Layout.row(root(conv.first()), window.channels());
        Value owner = conv.part() == Op.Conv.Part.FILTER ? value : conv.second();
        return kernels.geometries().constant(RuntimeNames.CONVOLUTION, window.convolution(pixel), window(owner));
    }

    /** {@code edges.weight} as {@code EDGES_WINDOW}. */
    private static String window(Value owner) {
        String name = owner.name().replaceFirst("\\.weight( scaled)?$", "");
        return Kernels.constant(name).replaceAll("[^A-Z0-9_]+", "_") + "_WINDOW";
    }

    /** The constant that holds the sizes of a pooling. */
    private String windows(Value value, Window window, Op.Pool.Kind kind) {
        String divisor = kind == Op.Pool.Kind.MAX ? "MEAN" : kind.name();
        return kernels.geometries()
                .constant(RuntimeNames.POOLING, window.pooling() + ", Pooling." + divisor, window(value));
    }

    private void pooling(Value value, Op.Pool pool) {
        String sizes = windows(value, pool.window(), pool.kind());
        List<Object> arguments = shared();
        arguments.add(rows());
        List<Value> all = new ArrayList<>(pool.operands());
        all.add(value);
        for (Value each : all) {
            arguments.add(array(each));
            arguments.add(atRow(at(each), stride(each)));
        }
        String method = pool.kind() == Op.Pool.Kind.MAX ? "max" : "add";
        call(Formula.of(value), sizes + "." + method + (pool.back() ? "Gradient" : ""), arguments);
    }

    private void products(Value value, Op.BatchMatMul product) {
        Value left = product.left();
        Value right = product.right();
        Type type = value.type();
        int last = type.dims().size() - 1;
        // A matrix of its own for each index of the axes before, so of k rows.
        int k = right.type().outer() * type.dims().get(last - 1) / type.outer();
        int axis = right.type().dims().size() - 2;
        if (axis < 0 || right.type().dims().get(axis) != k) {
            throw new IllegalStateException("No product of " + left + " and " + right);
        }
        String leftRow = text(row(left));
        List<Object> arguments = shared();
        arguments.addAll(List.of(
                times(rows(), type.product(0, last - 1)),
                text(type.product(last - 1, last)),
                text(Layout.padded(type)),
                text(right.type().product(axis, axis + 1)),
                array(left),
                atRow(at(left), stride(left)),
                product.transposeLeft() ? "1" : leftRow,
                product.transposeLeft() ? leftRow : "1",
                array(right),
                atRow(at(right), stride(right)),
                text(row(right)),
                array(value),
                atRow(at(value), stride(value))));
        if (Op.Kept.isSequence(root(right))) {
            arguments.add(text(along(right, axis - 1, 1)));
        }
        call(Formula.of(value), "Gemm.multiplyEach", arguments);
    }

    // ---- copies

    /** Floats that {@code steps} of an axis take; of the last axis' own, those of a row. */
    private Extent along(Value value, int axis, int steps) {
        Type type = value.type();
        int last = type.dims().size() - 1;
        if (axis == last) {
            return steps == type.width() ? row(value) : Extent.of(steps);
        }
        Extent between = Op.Kept.isSequence(root(value))
                ? Extent.of(type.dims().subList(axis + 1, last).stream().reduce(1, Math::multiplyExact))
                : type.product(axis + 1, last);
        return between.times(row(value)).times(steps);
    }

    /** Copies {@code length} steps of an axis, in each of the runs that the axes before it make. */
    private void copy(
            Value from, Extent fromPlus, Value to, Extent toPlus, int axis, int length, Extent fromRun, Extent toRun) {
        boolean last = axis == to.type().dims().size() - 1;
        List<Object> arguments = List.of(
                examples(to),
                text(to.type().product(0, axis)),
                text(last ? Extent.of(length) : along(to, axis, length)),
                array(from),
                plus(atRow(at(from), stride(from)), fromPlus),
                text(stride(from)),
                text(fromRun),
                array(to),
                plus(atRow(at(to), stride(to)), toPlus),
                text(stride(to)),
                text(toRun));
        call(null, "Moves.copy", arguments);
    }

    private String examples(Value value) {
        return value.type().batched() ? rows() : "1";
    }

    private String plus(String at, Extent more) {
        return more.is(0) ? at : at + " + " + text(more);
    }

    private void pad(Value value) {
        pad(value, at(value));
    }

    /** Zeros behind each row. */
    private void pad(Value value, String at) {
        Type type = value.type();
        if (type.batched() && !Layout.isWhole(type)) {
            String first = atRow(at, Layout.extent(type));
            call(
                    null,
                    "Moves.pad",
                    List.of(
                            times(rows(), type.rows()),
                            text(type.columns()),
                            array(value),
                            first,
                            text(Layout.padded(type))));
        }
    }

    /** Copies whole examples, or a whole fixed value, and clears the padding behind the rows. */
    private void copyWhole(Value from, Value to, String toAt) {
        Type type = to.type();
        boolean batched = type.batched();
        Extent all = Layout.extent(type);
        Extent toStep = batched ? all : Extent.of(0);
        Extent fromStep = batched ? stride(from) : Extent.of(0);
        String first = atRow(at(from), fromStep);
        String target = atRow(toAt, toStep);
        boolean callers = Layout.isCallers(root(from));
        if (batched && !callers && !Layout.same(from.type(), type)) {
            call(
                    null,
                    "Moves.reshape",
                    List.of(
                            rows(),
                            text(type.extent()),
                            array(from),
                            first,
                            text(from.type().columns()),
                            array(to),
                            target,
                            text(type.columns())));
            return;
        }
        boolean whole = !batched || !callers || Layout.isWhole(type);
        call(
                null,
                "Moves.copy",
                List.of(
                        examples(to),
                        whole ? "1" : text(type.rows()),
                        text(whole ? all : type.columns()),
                        array(from),
                        first,
                        text(fromStep),
                        whole ? "0" : text(type.columns()),
                        array(to),
                        target,
                        text(toStep),
                        whole ? "0" : text(Layout.padded(type))));
        if (!whole) {
            pad(to, toAt);
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
        division = !isDivided() ? null : section.dividesRows() ? Division.FIRST : Division.EXAMPLES;
        Type type = value.type();
        boolean oneRow = type.outer() == 1;
        meet();
        call(
                null,
                "Moves.copy",
                List.of(
                        rows(),
                        text(type.rows()),
                        text(type.columns()),
                        array(value),
                        atRow(at(value), stride(value)),
                        text(stride(value)),
                        oneRow ? "0" : text(row(value)),
                        to,
                        atRow(toAt, type.extent()),
                        text(type.extent()),
                        oneRow ? "0" : text(type.columns())));
    }

    // ---- repeated blocks

    private void repeat(Step.Repeat repeat) {
        String count = text(repeat.instances());
        String last = repeat.axis().isEmpty() ? String.valueOf(repeat.count() - 1) : "(" + count + " - 1)";
        boolean backward = repeat.backward();
        for (Step.Carry carry : repeat.carries()) {
            start(carry.start(), carry.taken(), backward ? last : "0");
        }
        for (Step.Sum sum : repeat.sums()) {
            Value total = sum.previous();
            int floats = Layout.of(total.type());
            boolean batched = total.type().batched();
            fill(total, batched ? atRow(at(total), floats) : at(total), batched ? rows(floats) : "" + floats);
        }
        declareOutside(repeat.steps());
        String counter = variables.enter();
        counts.add(repeat.count());
        if (backward) {
            code.beginControlFlow("for (int $L = $L; $L >= 0; $L--)", counter, last, counter, counter);
        } else {
            code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", counter, counter, count, counter);
        }
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
        copyWhole(from, carry, variables.offset(section.place(carry), counters));
    }

    /** What does not change from instance to instance is declared before the loop. */
    private void declareOutside(List<Step> steps) {
        if (parts.tooLong(steps, true)) {
            return;
        }
        // In order, so that values of one name and place are declared in the same order in each compilation.
        Set<Value> seen = new LinkedHashSet<>();
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
        copies.forEach(copy -> at(copy.from()));
        beginLast();
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
        endBlocks();
    }
}

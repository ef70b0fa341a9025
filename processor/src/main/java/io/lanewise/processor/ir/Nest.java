package io.lanewise.processor.ir;

import java.util.List;
import java.util.Optional;

/**
 * The loops of a kernel over 16 virtual lanes, from which the vector form and the scalar twin are both printed. For each
 * example and each of its {@code outer} rows, the passes run in order; a pass does its {@code row} instructions once and its
 * {@code column} instructions at each of {@code width} elements.
 *
 * @param outer rows of an example
 * @param folded rows of an example that the loop over examples counts one by one, where all rows lie and are treated alike
 * @param memories arrays read and written, in the order of the method's parameters
 * @param before instructions once, before the first row
 * @param rows of an example, folded or not, as a call decides it
 * @param columns {@code width}, as a call decides it
 */
public record Nest(
        int outer,
        int folded,
        int width,
        List<Memory> memories,
        List<Random> randoms,
        List<Instruction> before,
        List<Pass> passes,
        Extent rows,
        Extent columns) {
    /** Instructions of a loop's body; of two such bodies, one for whole vectors and one for the rest, 6,000 bytecodes would be made. */
    public static final int LONG = 250;

    /** Instructions that one which writes counts for. */
    public static final int STORE = 6;

    /** Instructions that a factor of dropout counts for. */
    public static final int FACTOR = 20;

    /** Instructions that a product in registers counts for. */
    public static final int PRODUCT = 10;

    public Nest {
        memories = List.copyOf(memories);
        randoms = List.copyOf(randoms);
        before = List.copyOf(before);
        passes = List.copyOf(passes);
    }

    /**
     * Whether the width is an argument of the kernel, so that rows of any width share it. A row of at most one virtual vector
     * has a kernel of its own, in which no loop is left.
     */
    public boolean anyWidth() {
        return variesInWidth() || outer == 1 && width > Layout.LANES;
    }

    /** Whether a call decides the width. */
    public boolean variesInWidth() {
        return !columns.isConstant();
    }

    /** Whether a call decides how many rows of an example the kernel itself runs over: then that is an argument. */
    public boolean anyRows() {
        return outer > 1 && !rows.isConstant();
    }

    /** Whether a row is at most one virtual vector. */
    public boolean isNarrow() {
        return outer == 1 && width <= Layout.LANES && !variesInWidth();
    }

    /** Whether rows end with a virtual vector, so that there is no padding behind them. */
    public boolean isWhole() {
        return width % Layout.LANES == 0 && !variesInWidth();
    }

    /** Whether the passes over a row are too many instructions for one method. */
    public boolean isLong() {
        int loops = 0;
        int instructions = 0;
        for (Pass pass : passes) {
            loops += pass.column.isEmpty() ? 0 : 1;
            instructions += pass.weight();
        }
        return loops > 1 && instructions > LONG;
    }

    /** How long an instruction is beside one of arithmetic: what writes looks whether it is beyond the row's end. */
    private static int weight(Instruction instruction) {
        return instruction instanceof Factor
                ? FACTOR
                : instruction instanceof Product ? PRODUCT : writes(instruction) ? STORE : 1;
    }

    /** Whether an instruction writes at each element, into memory or the lanes of a reduction. */
    public static boolean writes(Instruction instruction) {
        return instruction instanceof Store || instruction instanceof Add || instruction instanceof Reduce;
    }

    /** The memory that holds {@code value}; empty if the kernel neither reads nor writes it. */
    public Optional<Memory> memoryOf(Value value) {
        return memories.stream().filter(memory -> memory.value() == value).findFirst();
    }

    /** How a memory is addressed. */
    public enum Access {
        /** An element for each column of each row. */
        COLUMN,
        /** One element for each row. */
        ROW,
        /** One row, the same for all rows. */
        ALL_ROWS,
        /** A row of numbers that each column reads from end to end: the left matrix of a product. */
        WHOLE_ROW,
        /** A matrix in panels, the same for all rows: the right matrix of a product. */
        MATRIX,
        /** One number. */
        ONE
    }

    /** What is done with a memory. */
    public enum Use {
        LOAD,
        STORE,
        /** Stored in one pass and loaded in a later one. */
        STORE_AND_LOAD,
        /** Added to, row by row. */
        ADD
    }

    /**
     * An array of the kernel.
     *
     * @param name the method's parameter
     * @param value what stands there
     * @param stride floats from one example to the next
     * @param rowStride floats from one row of an example to the next; 0 where all rows have one
     * @param rowWidth elements of a row
     */
    public record Memory(
            String name, Value value, Access access, Use use, boolean ints, int stride, int rowStride, int rowWidth) {
        /** Whether it is a sum over examples, which starts before the first of them. */
        public boolean isSum() {
            return use == Use.ADD && stride == 0;
        }
    }

    /**
     * Random numbers that the kernel draws. {@code name} starts the names of their parameters.
     *
     * @param steps greatest length of an axis of rows before which others stand; 0 where a row's place follows from its number
     */
    public record Random(String name, Op.Random op, int steps) {
        /** Whether they are the factors of dropout. */
        public boolean isFactors() {
            return op.kind() == Op.Random.Kind.FACTORS;
        }
    }

    /** Once a row, then once an element. */
    public record Pass(List<Instruction> row, List<Instruction> column) {
        public Pass {
            row = List.copyOf(row);
            column = List.copyOf(column);
        }

        /** Whether a reduction along the row is made. */
        public boolean reduces() {
            return !reductions().isEmpty();
        }

        /** The reductions along the row, in the order of their lanes. */
        public List<Reduce> reductions() {
            return column.stream()
                    .filter(Reduce.class::isInstance)
                    .map(Reduce.class::cast)
                    .toList();
        }

        /** Instructions at each element, as long as they are beside one of arithmetic. */
        public int weight() {
            return column.stream().mapToInt(Nest::weight).sum();
        }
    }

    /** Where an instruction's result lives. */
    public enum Space {
        /** One for the kernel. */
        KERNEL,
        /** One for a row. */
        ROW,
        /** One for an element. */
        COLUMN
    }

    /** What an instruction reads. */
    public sealed interface Argument {}

    /** A variable. {@code bits} says that it is an int. */
    public record Local(String name, Space space, boolean bits) implements Argument {}

    /** A number; in the place of an int, an int. */
    public record Number(double value, boolean bits) implements Argument {}

    /** One statement. */
    public sealed interface Instruction {}

    /** Reads an element. */
    public record Load(Local to, Memory from) implements Instruction {}

    /** The number of examples. */
    public record Count(Local to) implements Instruction {}

    /** The number of the row modulo {@code size}, which divides the rows of an example. */
    public record Row(Local to, int size) implements Instruction {}

    /** 1 in a step of training, else 0. */
    public record Training(Local to) implements Instruction {}

    /** The place in the row. */
    public record Index(Local to) implements Instruction {}

    /**
     * An element of a row of {@code left} times a column of the matrix {@code right}: one chain of fused multiply-adds from 0, over
     * the {@code rowWidth} of {@code left} in order.
     */
    public record Product(Local to, Memory left, Memory right) implements Instruction {}

    /** A factor of dropout. */
    public record Factor(Local to, Random random) implements Instruction {}

    /** A function of the base language. */
    public record Apply(Local to, Function function, List<Argument> arguments) implements Instruction {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /** A choice between two numbers that are both there. */
    public record Select(
            Local to, Expr.Comparison comparison, Argument left, Argument right, Argument then, Argument otherwise)
            implements Instruction {}

    /** Writes an element, and zeros behind the last. */
    public record Store(Memory to, Argument from) implements Instruction {}

    /** Adds to an element that is the same for all rows. */
    public record Add(Memory to, Argument from) implements Instruction {}

    /** Along the row, over 16 lanes and a fixed tree; {@code to} is there after the pass. */
    public record Reduce(Local to, Op.Reduce.Kind kind, Argument from) implements Instruction {}

    /** Floats from what counts as an example of {@code memory} to the next, in the words of a kernel for any width where it is one. */
    public String stride(Memory memory) {
        int stride = step(memory);
        if (variesInWidth() || anyRows()) {
            return strideOfCall(memory);
        }
        if (!anyWidth() || memory.access != Access.COLUMN || stride != width && stride != Layout.pad(width)) {
            return String.valueOf(stride);
        }
        return stride == width ? "width" : "stride";
    }

    private String strideOfCall(Memory memory) {
        if (step(memory) == 0) {
            return "0";
        }
        if (outer == 1 || memory.rowStride == 0) {
            boolean varies = variesInWidth() && memory.access == Access.COLUMN;
            return varies ? "stride" : String.valueOf(step(memory));
        }
        String row = rowStride(memory);
        String number = anyRows() ? "rows" : String.valueOf(outer);
        return row.equals("1") ? number : number + " * " + row;
    }

    /** Floats from one row of {@code memory} to the next. */
    public String rowStride(Memory memory) {
        boolean varies = variesInWidth() && memory.access == Access.COLUMN && memory.rowStride > 0;
        return varies ? "stride" : String.valueOf(memory.rowStride);
    }

    /** Floats from what counts as an example of {@code memory} to the next. */
    public int step(Memory memory) {
        return folded > 1 ? memory.rowStride : memory.stride;
    }

    /** The nest with canonical names: equal text, equal kernel. */
    public String toText() {
        StringBuilder text = new StringBuilder(2048);
        text.append("nest ").append(anyRows() ? "any" : String.valueOf(outer)).append('×');
        text.append(variesInWidth() ? "called" : !anyWidth() ? String.valueOf(width) : isWhole() ? "whole" : "ragged");
        text.append('\n');
        for (Memory m : memories) {
            text.append("  ")
                    .append(m.name)
                    .append(' ')
                    .append(m.access)
                    .append(' ')
                    .append(m.use);
            text.append(m.ints ? " int " : " ")
                    .append(stride(m))
                    .append('/')
                    .append(outer == 1 ? "0" : rowStride(m))
                    .append('/')
                    .append(anyWidth() && m.access == Access.COLUMN ? "width" : String.valueOf(m.rowWidth))
                    .append('\n');
        }
        append(text, "  ", before);
        for (Pass pass : passes) {
            text.append("  row\n");
            append(text, "    ", pass.row);
            text.append("  column\n");
            append(text, "    ", pass.column);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, List<Instruction> instructions) {
        for (Instruction instruction : instructions) {
            text.append(indent);
            append(text, instruction);
            text.append('\n');
        }
    }

    private static void append(StringBuilder text, Instruction i) {
        if (i instanceof Load load) {
            text.append(load.to.name).append(" = ").append(load.from.name);
        } else if (i instanceof Count count) {
            text.append(count.to.name).append(" = count");
        } else if (i instanceof Row row) {
            text.append(row.to.name).append(" = row % ").append(row.size);
        } else if (i instanceof Training training) {
            text.append(training.to.name).append(" = training");
        } else if (i instanceof Index index) {
            text.append(index.to.name).append(" = index");
        } else if (i instanceof Product product) {
            text.append(product.to.name).append(" = ").append(product.left.name).append(" · ");
            text.append(product.right.name);
        } else if (i instanceof Factor factor) {
            text.append(factor.to.name).append(" = factor ").append(factor.random.name);
            text.append(factor.random.steps > 0 ? " of " + factor.random.steps : "");
        } else if (i instanceof Apply apply) {
            text.append(apply.to.name).append(" = ").append(apply.function);
            for (Argument argument : apply.arguments) {
                text.append(' ');
                append(text, argument);
            }
        } else if (i instanceof Select s) {
            text.append(s.to.name).append(" = ");
            append(text, s.left);
            text.append(' ').append(s.comparison).append(' ');
            append(text, s.right);
            text.append(" ? ");
            append(text, s.then);
            text.append(" : ");
            append(text, s.otherwise);
        } else if (i instanceof Store store) {
            text.append(store.to.name).append(" := ");
            append(text, store.from);
        } else if (i instanceof Add add) {
            text.append(add.to.name).append(" += ");
            append(text, add.from);
        } else if (i instanceof Reduce reduce) {
            text.append(reduce.to.name).append(" = ").append(reduce.kind).append(' ');
            append(text, reduce.from);
        } else {
            throw new IllegalStateException("No text for " + i);
        }
    }

    private static void append(StringBuilder text, Argument argument) {
        if (argument instanceof Local local) {
            text.append(local.name);
        } else {
            text.append(((Number) argument).value);
        }
    }
}

package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primitives: all that the compiler understands. Each has one derivative rule, one meaning in the interpreter and one
 * form in the loops; {@link Cases} lists what a new one must answer.
 *
 * <p>A <em>row</em> is the last axis. In {@link Map} an operand has the result's type, or is broadcast to it: one value a
 * row ({@code [batch, …, 1]}), one row or one value an example ({@code [batch, width]}, {@code [batch, 1]}), one row for all
 * ({@code fixed [width]}), one value for all ({@code fixed [1]}), or the same for every example ({@code table […, width]}).
 */
public sealed interface Op {
    /** Asks {@code cases} for this primitive; {@code value} is what it computes. */
    <R> R accept(Value value, Cases<R> cases);

    /** An array the caller hands over; {@code argument} counts inputs first, then targets. */
    record Input(int argument) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.input(value, this);
        }
    }

    /** A trained tensor; within the body of a {@link Scan}, that of the running instance. */
    record Param(Parameter parameter) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.param(value, this);
        }
    }

    /** Operand {@code index} of the {@link Scan} whose body this stands in; of a sequence, the running instance's step. */
    record Argument(int index) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.argument(value, this);
        }
    }

    /** Numbers that the model's text gives; {@code fixed [n]}. */
    record Constants(List<Float> numbers) implements Op {
        public Constants {
            numbers = List.copyOf(numbers);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.constants(value, this);
        }
    }

    /** 1 in a step of training, 0 at evaluation; {@code fixed [1]}. */
    record Training() implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.training(value, this);
        }
    }

    /** The number of examples, as a float. */
    record Count() implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.count(value, this);
        }
    }

    /**
     * The product of two matrices, each read transposed or not. A batched value is the matrix of all its rows.
     * {@code batch · fixed} is batched; {@code batchᵀ · batch} sums over the rows, in their order, and is fixed.
     */
    record MatMul(Value left, Value right, boolean transposeLeft, boolean transposeRight) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.matMul(value, this);
        }
    }

    /**
     * A product of two matrices for each example and for each index of the axes before the last two, which both operands have:
     * {@code [batch, …, m, k] · [batch, …, k, n]} is {@code [batch, …, m, n]}.
     */
    record BatchMatMul(Value left, Value right, boolean transposeLeft) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.batchMatMul(value, this);
        }
    }

    /** {@code expression} of the operands at each element. {@code label} is a word for names and comments: {@code relu}. */
    record Map(Expr expression, List<Value> operands, String label) implements Op {
        public Map {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.map(value, this);
        }
    }

    /** Sum or maximum over {@code over}. */
    record Reduce(Kind kind, Over over, Value operand) implements Op {
        /** What is done. */
        public enum Kind {
            SUM,
            MAX
        }

        /** Along which axes. */
        public enum Over {
            /** The last axis, which stays with size 1. */
            ROW,
            /** Every axis but the last: {@code [batch, …, width]} becomes {@code fixed [width]}, in the order of rows. */
            ROWS,
            /** The rows of each example: {@code [batch, …, width]} becomes {@code [batch, width]}, in the order of rows. */
            EXAMPLE,
            /** The examples: {@code [batch, …, width]} becomes {@code table […, width]}, in the order of examples. */
            BATCH
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.reduce(value, this);
        }
    }

    /**
     * Random numbers of a training step. A function of
     * (seed, step, {@code node}, instance, example, element), so it is computed again where it is needed again. The instance
     * is 0 outside a Scan; inside, that of the Scan around, times the count, plus the number of the running instance.
     */
    record Random(int node, Kind kind, float rate) implements Op {
        /** What is drawn. */
        public enum Kind {
            /** The factors of dropout: 0 with probability {@code rate}, else 1 / (1 − rate); all 1 at evaluation. */
            FACTORS,
            /** Even in (0, 1), the middles of 2²³ equal parts; all ½ at evaluation. */
            UNIFORM
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.random(value, this);
        }
    }

    /** The same elements in another shape. */
    record Reshape(Value operand) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.reshape(value, this);
        }
    }

    /** The operand, taken as a constant by the derivative. */
    record Detach(Value operand) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.detach(value, this);
        }
    }

    /** The operands side by side along {@code axis} (0 is the first axis behind the batch). */
    record Concat(List<Value> operands, int axis) implements Op {
        public Concat {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.concat(value, this);
        }
    }

    /** The part of {@code axis} that starts at {@code from}; its size is the type's. */
    record Slice(Value operand, int axis, int from) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.slice(value, this);
        }
    }

    /**
     * The steps of a sequence {@code [batch, steps, width]} side by side with those around them:
     * {@code [batch, steps, taps · width]}, in row t the rows {@code t − before + tap · dilation}, zeros where there is none. With one
     * tap, the sequence moved.
     */
    record Unfold(Value operand, int taps, int dilation, int before) implements Op {
        /** How many steps behind its own a row reads at {@code tap}. */
        public int offset(int tap) {
            return tap * dilation - before;
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.unfold(value, this);
        }
    }

    /** The axes behind the batch in another order: axis {@code i} of the result is axis {@code axes[i]} of the operand. */
    record Permute(Value operand, List<Integer> axes) implements Op {
        /** Most axes behind the batch. */
        public static final int AXES = 4;

        public Permute {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.permute(value, this);
        }
    }

    /**
     * Rows of a table by their numbers: {@code table [rows, width]} and integers {@code [batch, dims…]} make
     * {@code [batch, dims…, width]}. {@code padding} is the row that gets no gradient; −1 for none.
     */
    record Gather(Value table, Value indices, int padding) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.gather(value, this);
        }
    }

    /** The derivative of {@link Gather}: rows added to those of a table of zeros, in the order of examples. */
    record Scatter(Value rows, Value indices, int padding) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.scatter(value, this);
        }
    }

    /** Sines and cosines of positions, {@code table [steps, width]}: in column 2i and 2i + 1 of t / 10000^(2i / width). */
    record Sinusoids() implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.sinusoids(value, this);
        }
    }

    /**
     * One of the three derivatives of {@code Σ result · (image ∗ filter)}: the convolution itself, which is that by the result, the
     * gradient by the image, which is also the transposed convolution, and that by the filter. So each of the three is a
     * derivative of the others. Images are {@code [batch, height, width, channels]}, filters a fixed matrix
     * {@code [taps · channels of a group, filters]}.
     *
     * @param part what is computed
     * @param first the image; for {@link Part#IMAGE} the result
     * @param second the filter; for {@link Part#FILTER} the result
     * @param maxima of the result, the windows of which only the maxima are kept; {@code fuse} alone says so
     */
    record Conv(
            Part part,
            Value first,
            Value second,
            Window window,
            @Nullable Window maxima) implements Op {
        /** What a convolution has. */
        public enum Part {
            RESULT,
            IMAGE,
            FILTER
        }

        public Conv(Part part, Value first, Value second, Window window) {
            this(part, first, second, window, null);
        }

        /** The same of other values. */
        public Conv of(Value otherFirst, Value otherSecond) {
            return new Conv(part, otherFirst, otherSecond, window, maxima);
        }

        /** The same of which only the maxima of windows are kept. */
        public Conv maxima(Window windows) {
            return new Conv(part, first, second, window, windows);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.conv(value, this);
        }
    }

    /**
     * Pooling of an image channel by channel, or its derivative.
     *
     * @param back whether this is the derivative: of the gradient of the result, which is the last operand
     * @param operands the image, which the derivative of a sum does without
     */
    record Pool(Kind kind, boolean back, List<Value> operands, Window window) implements Op {
        /** What is made of a window. */
        public enum Kind {
            /** The largest number; of equal ones the first counts for the derivative, line by line, and NaN more than any. */
            MAX,
            /** The mean of what lies in the image. */
            MEAN,
            /** The sum divided by the whole window, as if the border were zeros. */
            MEAN_WITH_BORDER,
            /** The sum. */
            SUM
        }

        public Pool {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.pool(value, this);
        }
    }

    /** A matrix transposed, into a fixed one; {@code fuse} makes it from a {@link MatMul} that reads one so. */
    record Transpose(Value operand) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.transpose(value, this);
        }
    }

    /** A fixed matrix, each column times its factor; {@code fuse} makes it of parameters alone. */
    record ScaleColumns(Value matrix, Value factors) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.scaleColumns(value, this);
        }
    }

    /**
     * A body that runs {@code count} times, each time on what the time before handed on: {@code carries, outputs… =
     * body(carries…, steps…, invariants…)}. The body's program has {@link Argument} values, one an operand, and reads nothing
     * outside itself. Of a sequence {@code [batch, count, …]} instance {@code i} reads step {@code i}, or {@code count − 1 − i}
     * where the scan is reversed. The body's results are the carries, of the operands' types, and behind them what is stacked
     * to sequences, step by step where the instance's steps stand. The scan's own value is the first carry after the last
     * instance; every other result is read by a {@link ScanResult}.
     *
     * <p>Parameters in the body are the instance's own; one that all instances share is an invariant. Two scans may read the
     * same parameters; their gradients add.
     *
     * @param count how many times; of an axis of variable length the greatest
     * @param axis the axis whose length says how many times; empty where it is always {@code count}
     * @param carries how many of the operands are carried, the first of them, at least 1
     * @param sequences how many operands behind those are read step by step; the rest are invariants
     */
    record Scan(
            int count, String axis, int carries, int sequences, boolean reversed, Program body, List<Value> operands)
            implements Op {
        public Scan {
            operands = List.copyOf(operands);
        }

        /** The same of another body and other operands. */
        public Scan of(Program other, List<Value> taken) {
            return new Scan(count, axis, carries, sequences, reversed, other, taken);
        }

        /** The step of a sequence that instance {@code i} reads and writes. */
        public int step(int i) {
            return reversed ? count - 1 - i : i;
        }

        /** Whether operand {@code index} is read step by step. */
        public boolean isSequence(int index) {
            return index >= carries && index < carries + sequences;
        }

        /** The sequence of {@code count} values of type {@code step}. */
        public Type sequence(Type step) {
            List<Integer> dims = new ArrayList<>(List.of(count));
            dims.addAll(step.dims());
            return step.withDims(dims);
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.scan(value, this);
        }
    }

    /**
     * A sequence that a {@link Scan} runs over where the length of its axis varies: in memory for the greatest length, so that a
     * step is as far from the next example's whatever the length; or, from there, one behind the other again. What the value's own
     * type says is what it becomes.
     */
    record Resize(Value operand) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.resize(value, this);
        }
    }

    /** Result {@code index} of a {@link Scan}, as its body counts them: a last carry, or a sequence. */
    record ScanResult(Value scan, int index) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.scanResult(value, this);
        }
    }

    /**
     * The derivative of {@code forward}: its body's backward program, instances from last to first. {@code upstream} are the
     * gradients of the scan's results, null where there is none; those of the carries are always there. It has several
     * results: each is read by a {@link ScanGradient}.
     */
    record ScanBack(Value forward, ScanBody backward, List<@Nullable Value> upstream) implements Op {
        public ScanBack {
            upstream = Collections.unmodifiableList(new ArrayList<>(upstream));
        }

        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.scanBack(value, this);
        }
    }

    /**
     * One result of a {@link ScanBack}: the gradient of operand {@code index} of the scan, or behind those a value of
     * {@link ScanBody#stacked}.
     */
    record ScanGradient(Value back, int index) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.scanGradient(value, this);
        }
    }

    /**
     * What outlives the call, in memory of its own: {@code operand}, which this writes there, or without one what was written
     * before. With an {@code axis} the operand is the present step of a sequence, and this value the sequence so far.
     *
     * @param place within the body of a {@link Scan}, that of the running instance
     * @param axis that on which steps are collected, of variable length and as long as the sequence so far; −1 for none.
     *     Steps lie as far apart as the greatest length asks for
     */
    record Kept(@Nullable Value operand, Place place, int axis) implements Op {
        @Override
        public <R> R accept(Value value, Cases<R> cases) {
            return cases.kept(value, this);
        }

        /** Whether {@code value} holds steps, as far apart as the greatest length asks for. */
        public static boolean isSequence(Value value) {
            return value.op() instanceof Kept kept && kept.axis >= 0;
        }
    }

    /** What each primitive is asked; a visitor answers all. */
    interface Cases<R> {
        R input(Value value, Input op);

        R param(Value value, Param op);

        R argument(Value value, Argument op);

        R constants(Value value, Constants op);

        R count(Value value, Count op);

        R training(Value value, Training op);

        R matMul(Value value, MatMul op);

        R batchMatMul(Value value, BatchMatMul op);

        R map(Value value, Map op);

        R reduce(Value value, Reduce op);

        R random(Value value, Random op);

        R reshape(Value value, Reshape op);

        R detach(Value value, Detach op);

        R concat(Value value, Concat op);

        R slice(Value value, Slice op);

        R unfold(Value value, Unfold op);

        R permute(Value value, Permute op);

        R gather(Value value, Gather op);

        R scatter(Value value, Scatter op);

        R sinusoids(Value value, Sinusoids op);

        R conv(Value value, Conv op);

        R pool(Value value, Pool op);

        R transpose(Value value, Transpose op);

        R scaleColumns(Value value, ScaleColumns op);

        R resize(Value value, Resize op);

        R scan(Value value, Scan op);

        R scanResult(Value value, ScanResult op);

        R scanBack(Value value, ScanBack op);

        R scanGradient(Value value, ScanGradient op);

        R kept(Value value, Kept op);
    }
}

package io.lanewise.training.trace;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.runtime.kernel.Fma;
import io.lanewise.runtime.kernel.Rng;
import io.lanewise.runtime.kernel.Tables;
import io.lanewise.runtime.kernel.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shows the values of the nodes after a forward pass. Those that a kernel computes together with others and keeps nowhere are
 * computed once more, number by number, with the bits of the kernels: slow, but only a step that failed asks.
 *
 * <p>The words are lines that end with {@code ;}. Each begins with the number that the line's value has from then on, from 0:
 *
 * <pre>
 * argument a size width                   argument a of the batch, in rows of width
 * weights at n | weights at in out        a vector, a matrix in panels
 * table at rows width                     a table, in padded rows
 * sinusoids rows width                    sines and cosines of positions
 * scratch fixed each size width           what lies in padded rows from fixed + each·n on
 * row at n                                numbers in scratch that are one for all examples
 * count                                   the number of examples of the batch
 * training                                1 in a step of training, else 0
 * same v width                            the elements of v in rows of width
 * transpose v                             the matrix v transposed
 * product t v w                           v · w, or v · wᵀ where t is 1
 * sum width v | max width v               along rows of so many elements
 * random size width node rate             the factors of dropout
 * uniform size width node                 random numbers even in (0, 1)
 * map b size width k v… steps = result    an expression of k values at each element; batched where b is 1
 * </pre>
 *
 * <p>A step of an expression is {@code ,} and a function with what it takes: numbers of the k values and then of the steps,
 * {@code #} with the bits of a constant, {@code j}, the place in the row, or {@code r} with a number, the row modulo that.
 */
public final class Recomputation {
    private final float[] weights;
    private final Batch batch;
    private final float[] scratch;
    private final TrainingStep step;
    private final int first;
    private final int examples;
    private final List<Numbers> values = new ArrayList<>();

    /** A value in rows of {@code columns}. */
    private record Numbers(boolean batched, int columns, float[] all) {
        /** The place of what stands for element {@code i} of a value of {@code size} elements in rows of {@code width}. */
        int place(int i, int width, int size, int examples) {
            int mine = batched ? all.length / examples : all.length;
            int example = batched ? i / size : 0;
            if (mine == size) {
                return batched ? i : i % size;
            }
            int row = mine == columns ? 0 : i % size / width;
            return example * mine + row * columns + (columns == 1 ? 0 : i % width);
        }
    }

    /**
     * After {@link ModelCode#loss} with these arguments.
     *
     * @param step whose dropout is drawn again
     */
    public Recomputation(float[] weights, Batch batch, int first, int n, float[] scratch, TrainingStep step) {
        this.weights = weights;
        this.batch = batch;
        this.scratch = scratch;
        this.step = step;
        this.first = first;
        this.examples = n;
    }

    /** The elements of a node's value, one example after the other. To be called for each of the model's nodes in order. */
    public float[] of(Traced traced) {
        String words = traced.words();
        if (words == null) {
            return stored(traced.offset(), traced.stride(), traced.width(), traced.width()).all;
        }
        for (String line : words.split(";")) {
            if (!line.isEmpty()) {
                values.add(line(line.split(" ")));
            }
        }
        return values.get(traced.offset()).all;
    }

    private Numbers line(String[] word) {
        if (Integer.parseInt(word[0]) != values.size()) {
            throw new IllegalStateException("Value " + word[0] + " comes " + values.size() + "th.");
        }
        return switch (word[1]) {
            case "argument" -> {
                int size = number(word, 3);
                int to = (first + examples) * size;
                yield new Numbers(
                        true, number(word, 4), Arrays.copyOfRange(batch.floats(number(word, 2)), first * size, to));
            }
            case "weights" ->
                word.length == 4
                        ? vector(number(word, 2), number(word, 3))
                        : matrix(number(word, 2), number(word, 3), number(word, 4));
            case "table" -> table(weights, number(word, 2), number(word, 3), number(word, 4));
            case "sinusoids" -> {
                int rows = number(word, 2);
                yield table(Tables.sinusoids(rows, number(word, 3)), 0, rows, number(word, 3));
            }
            case "scratch" -> {
                int width = number(word, 5);
                long at = Long.parseLong(word[2]) + Long.parseLong(word[3]) * examples;
                yield stored(at, width + TensorLayout.PANEL - 1 & -TensorLayout.PANEL, number(word, 4), width);
            }
            case "row" -> {
                int at = number(word, 2);
                int width = number(word, 3);
                yield new Numbers(false, width, Arrays.copyOfRange(scratch, at, at + width));
            }
            case "count" -> new Numbers(false, 1, new float[] {batch.count()});
            case "training" -> new Numbers(false, 1, new float[] {step.training() ? 1 : 0});
            case "same" -> new Numbers(value(word, 2).batched, number(word, 3), value(word, 2).all);
            case "transpose" -> transpose(value(word, 2));
            case "product" -> {
                Numbers right = value(word, 4);
                yield product(value(word, 3), number(word, 2) == 1 ? transpose(right) : right);
            }
            case "sum", "max" -> reduce(word[1].equals("sum"), number(word, 2), value(word, 3));
            case "random" -> random(number(word, 2), number(word, 3), number(word, 4), Float.parseFloat(word[5]));
            case "uniform" -> uniform(number(word, 2), number(word, 3), number(word, 4));
            case "map" -> map(word);
            default -> throw new IllegalStateException("No meaning of " + word[1]);
        };
    }

    private static int number(String[] word, int at) {
        return Integer.parseInt(word[at]);
    }

    private Numbers value(String[] word, int at) {
        return values.get(number(word, at));
    }

    private Numbers vector(int at, int size) {
        return new Numbers(false, size, Arrays.copyOfRange(weights, at, at + size));
    }

    private Numbers matrix(int at, int in, int out) {
        float[] all = new float[in * out];
        for (int k = 0; k < in; k++) {
            for (int j = 0; j < out; j++) {
                int panel = j / TensorLayout.PANEL;
                all[k * out + j] = weights[at + (panel * in + k) * TensorLayout.PANEL + j % TensorLayout.PANEL];
            }
        }
        return new Numbers(false, out, all);
    }

    private static Numbers table(float[] from, int at, int rows, int width) {
        int row = width + TensorLayout.PANEL - 1 & -TensorLayout.PANEL;
        float[] all = new float[rows * width];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, at + i * row, all, i * width, width);
        }
        return new Numbers(false, width, all);
    }

    /** Examples of {@code size} elements in rows of {@code width}, one row {@code stride} floats behind the other. */
    private Numbers stored(long at, int stride, int size, int width) {
        float[] all = new float[examples * size];
        for (int row = 0; row < all.length / width; row++) {
            System.arraycopy(scratch, (int) at + row * stride, all, row * width, width);
        }
        return new Numbers(true, width, all);
    }

    private static Numbers transpose(Numbers matrix) {
        int out = matrix.columns;
        int in = matrix.all.length / out;
        float[] all = new float[in * out];
        for (int i = 0; i < all.length; i++) {
            all[i % out * in + i / out] = matrix.all[i];
        }
        return new Numbers(false, in, all);
    }

    /** Each element is one chain over k, as in the kernels. */
    private Numbers product(Numbers left, Numbers right) {
        int columns = right.columns;
        int inner = right.all.length / columns;
        float[] all = new float[left.all.length / inner * columns];
        for (int i = 0; i < all.length; i++) {
            float sum = 0;
            for (int k = 0; k < inner; k++) {
                sum = Fma.fma(left.all[i / columns * inner + k], right.all[k * columns + i % columns], sum);
            }
            all[i] = sum;
        }
        return new Numbers(true, columns, all);
    }

    /** Over 16 lanes and a fixed tree, as in the kernels. */
    private static Numbers reduce(boolean sum, int width, Numbers operand) {
        float[] all = new float[operand.all.length / width];
        float[] lanes = new float[TensorLayout.PANEL];
        for (int row = 0; row < all.length; row++) {
            Arrays.fill(lanes, sum ? 0 : Float.NEGATIVE_INFINITY);
            for (int j = 0; j < width; j++) {
                float x = operand.all[row * width + j];
                int lane = j % TensorLayout.PANEL;
                lanes[lane] = sum ? lanes[lane] + x : Math.max(lanes[lane], x);
            }
            all[row] = sum ? Tree.sum(lanes, 0) : Tree.max(lanes, 0);
        }
        return new Numbers(operand.batched, 1, all);
    }

    private Numbers random(int size, int width, int node, float rate) {
        float[] all = new float[examples * size];
        int key = Rng.key(step.seed(), step.step(), node, 0);
        int threshold = step.training() ? Rng.threshold(rate) : 0;
        float scale = step.training() ? 1 / (1 - rate) : 1;
        for (int i = 0; i < all.length; i++) {
            all[i] = Rng.bits(Rng.rowKey(key, first + i / size), i % size) >>> 8 >= threshold ? scale : 0;
        }
        return new Numbers(true, width, all);
    }

    private Numbers uniform(int size, int width, int node) {
        float[] all = new float[examples * size];
        int key = Rng.key(step.seed(), step.step(), node, 0);
        float scale = step.training() ? 1 : 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = Rng.centred(Rng.bits(Rng.rowKey(key, first + i / size), i % size)) * scale + 0.5f;
        }
        return new Numbers(true, width, all);
    }

    // ---- expressions, whose numbers are kept as bits

    private Numbers map(String[] word) {
        boolean batched = number(word, 2) == 1;
        int size = number(word, 3);
        int length = size * (batched ? examples : 1);
        int width = number(word, 4);
        int operands = number(word, 5);
        int first = 6 + operands;
        int[] bits = new int[word.length];
        float[] all = new float[length];
        for (int i = 0; i < length; i++) {
            int known = 0;
            for (; known < operands; known++) {
                Numbers operand = value(word, 6 + known);
                bits[known] = Float.floatToRawIntBits(operand.all[operand.place(i, width, size, examples)]);
            }
            int at = first;
            for (; !word[at].equals("="); known++) {
                int next = at + 1;
                while (!word[next].startsWith(",") && !word[next].equals("=")) {
                    next++;
                }
                bits[known] = function(word, at, next, bits, i, width);
                at = next;
            }
            all[i] = Float.intBitsToFloat(atom(word[at + 1], bits, i, width));
        }
        return new Numbers(batched, width, all);
    }

    private static int atom(String word, int[] bits, int place, int width) {
        return switch (word.charAt(0)) {
            case '#' -> Integer.parseInt(word.substring(1));
            case 'j' -> Float.floatToRawIntBits(place % width);
            case 'r' -> Float.floatToRawIntBits(place / width % Integer.parseInt(word.substring(1)));
            default -> bits[Integer.parseInt(word)];
        };
    }

    private static int function(String[] word, int from, int to, int[] bits, int place, int width) {
        int[] taken = new int[4];
        for (int i = from + 1; i < to; i++) {
            taken[i - from - 1] = atom(word[i], bits, place, width);
        }
        float a = Float.intBitsToFloat(taken[0]);
        float b = Float.intBitsToFloat(taken[1]);
        String function = word[from].substring(1);
        return switch (function) {
            case "GREATER" -> taken[a > b ? 2 : 3];
            case "GREATER_OR_EQUAL" -> taken[a >= b ? 2 : 3];
            case "EQUAL" -> taken[a == b ? 2 : 3];
            case "TO_BITS", "FROM_BITS" -> taken[0];
            case "BITS_ADD" -> taken[0] + taken[1];
            case "BITS_AND" -> taken[0] & taken[1];
            case "BITS_SHIFT_LEFT" -> taken[0] << taken[1];
            case "BITS_SHIFT_RIGHT" -> taken[0] >> taken[1];
            default -> Float.floatToRawIntBits(function(function, a, b, Float.intBitsToFloat(taken[2])));
        };
    }

    private static float function(String function, float a, float b, float c) {
        return switch (function) {
            case "ADD" -> a + b;
            case "SUBTRACT" -> a - b;
            case "MULTIPLY" -> a * b;
            case "DIVIDE" -> a / b;
            case "NEGATE" -> -a;
            case "ABS" -> Math.abs(a);
            case "MAX" -> Math.max(a, b);
            case "MIN" -> Math.min(a, b);
            case "FMA" -> Fma.fma(a, b, c);
            case "SQRT" -> (float) Math.sqrt(a);
            default -> throw new IllegalStateException("No meaning of " + function);
        };
    }
}

package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Rng;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network written by hand in plain loops: {@code hidden = dropout(relu(point · W + b))}, {@code kind = softmax(hidden · V +
 * c)}, cross-entropy. Sizes 3, 7, 4; the transposed V is derived, as generated code derives tied weights.
 */
public final class TwoLayers implements Network {
    public static final int IN = 3;
    static final int HIDDEN = 7;
    static final int CLASSES = 4;
    private static final ModelCode PLAIN = new Code(0, true);
    private static final ModelCode DROPPING = new Code(0.25f, true);
    private static final ModelCode LOSSLESS = new Code(0, false);

    private final Weights weights;

    private TwoLayers(Weights weights) {
        this.weights = weights;
    }

    public static TwoLayers create(long seed) {
        return new TwoLayers(Weights.create(PLAIN, seed));
    }

    static TwoLayers withoutLoss(long seed) {
        return new TwoLayers(Weights.create(LOSSLESS, seed));
    }

    static TwoLayers withDropout(long seed) {
        return new TwoLayers(Weights.create(DROPPING, seed));
    }

    /** Points on a grid of random places; the class is the quadrant of the first two coordinates. */
    Dataset data(int count, long seed) {
        float[] points = new float[count * IN];
        int[] kinds = new int[count];
        for (int i = 0; i < points.length; i++) {
            points[i] = (Rng.mix(Rng.mix((int) seed) + i) >> 8) * 0x1p-23f;
        }
        for (int i = 0; i < count; i++) {
            kinds[i] = (points[i * IN] > 0 ? 1 : 0) + (points[i * IN + 1] > 0 ? 2 : 0);
        }
        return data(points, kinds);
    }

    Dataset data(float[] points, int[] kinds) {
        return Dataset.of(weights.signature(), points, kinds);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public TwoLayers copy() {
        return new TwoLayers(weights.copy());
    }

    private static final class Code extends ModelCode {
        private static final int W = 0;
        private static final int B = W + IN * 16;
        private static final int V = B + 16;
        private static final int C = V + HIDDEN * 16;
        private static final int FLOATS = C + 16;
        private static final int V_TRANSPOSED = FLOATS;

        private final float rate;
        private final boolean loss;
        private final Signature signature = Signature.builder("TwoLayers")
                .input("point", IN)
                .classes("kind", CLASSES)
                .output("kind", CLASSES)
                .matrix("hidden.weight", W, IN, HIDDEN, Initializer.uniform(0.8f))
                .vector("hidden.bias", B, HIDDEN, Initializer.zeros())
                .matrix("kind.weight", V, HIDDEN, CLASSES, Initializer.uniform(0.8f))
                .vector("kind.bias", C, CLASSES, Initializer.zeros())
                .length(FLOATS)
                .build();

        Code(float rate, boolean loss) {
            this.rate = rate;
            this.loss = loss;
        }

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public boolean hasLoss() {
            return loss;
        }

        @Override
        public int weightsLength() {
            return FLOATS + CLASSES * 16;
        }

        @Override
        public void prepare(float[] w) {
            for (int k = 0; k < HIDDEN; k++) {
                for (int j = 0; j < CLASSES; j++) {
                    w[V_TRANSPOSED + j * 16 + k] = w[V + k * 16 + j];
                }
            }
        }

        @Override
        public int rows() {
            return 5;
        }

        @Override
        public int inferenceScratch() {
            return 5 * 32;
        }

        @Override
        public long trainingScratch(int n) {
            return 48L * n;
        }

        /** Fills hidden and logits of n rows, one block of 16 floats a row each. */
        private void forward(float[] w, float[] x, int from, int n, TrainingStep step, float[] s) {
            int key = Rng.key(step.seed(), step.step(), 0, 0);
            for (int i = 0; i < n; i++) {
                layer(w, W, B, x, (from + i) * IN, IN, s, i * 16, HIDDEN);
                for (int j = 0; j < HIDDEN; j++) {
                    s[i * 16 + j] = Math.max(s[i * 16 + j], 0) * factor(step, key, i, j);
                }
                layer(w, V, C, s, i * 16, HIDDEN, s, (n + i) * 16, CLASSES);
            }
        }

        private float factor(TrainingStep step, int key, int row, int j) {
            if (!step.training() || rate == 0) {
                return 1;
            }
            return Rng.bits(Rng.rowKey(key, row), j) >>> 8 >= Rng.threshold(rate) ? 1 / (1 - rate) : 0;
        }

        private static void layer(
                float[] w, int matrix, int bias, float[] x, int xAt, int in, float[] y, int yAt, int out) {
            for (int j = 0; j < 16; j++) {
                float sum = 0;
                for (int k = 0; k < in && j < out; k++) {
                    sum = Math.fma(x[xAt + k], w[matrix + k * 16 + j], sum);
                }
                y[yAt + j] = sum + w[bias + j];
            }
        }

        @Override
        public void predict(
                float[] w, Batch arguments, int from, int n, float[][] outputs, float[] scratch, Member member) {
            forward(w, arguments.floats(0), from, n, TrainingStep.EVALUATE, scratch);
            for (int i = 0; i < n; i++) {
                double log = logOfSum(scratch, (n + i) * 16);
                for (int j = 0; j < CLASSES; j++) {
                    outputs[0][(from + i) * CLASSES + j] = (float) StrictMath.exp(scratch[(n + i) * 16 + j] - log);
                }
            }
        }

        /** Keeps the probabilities in a third block, where the backward pass turns them into the gradient. */
        @Override
        public float loss(float[] w, Batch arguments, int first, int n, TrainingStep step, float[] s, Member member) {
            forward(w, arguments.floats(0), 0, n, step, s);
            double loss = 0;
            for (int i = 0; i < n; i++) {
                int at = (n + i) * 16;
                double log = logOfSum(s, at);
                loss += log - s[at + arguments.ints(1)[i]];
                for (int j = 0; j < CLASSES; j++) {
                    s[2 * n * 16 + i * 16 + j] = (float) StrictMath.exp(s[at + j] - log);
                }
            }
            return (float) (loss / n);
        }

        /** Logarithm of the sum of exponentials, stable. */
        private static double logOfSum(float[] logits, int at) {
            float max = logits[at];
            for (int j = 1; j < CLASSES; j++) {
                max = Math.max(max, logits[at + j]);
            }
            double sum = 0;
            for (int j = 0; j < CLASSES; j++) {
                sum += StrictMath.exp((double) logits[at + j] - max);
            }
            return max + StrictMath.log(sum);
        }

        @Override
        public void backward(
                float[] w,
                float[] g,
                Batch arguments,
                int first,
                int n,
                TrainingStep step,
                float[] s,
                float @Nullable [][] inputGradients,
                Member member) {
            Arrays.fill(g, 0);
            float[] x = arguments.floats(0);
            int key = Rng.key(step.seed(), step.step(), 0, 0);
            for (int i = 0; i < n; i++) {
                int d = 2 * n * 16 + i * 16;
                s[d + arguments.ints(1)[i]] -= 1;
                for (int j = 0; j < CLASSES; j++) {
                    float dz = s[d + j] / n;
                    s[d + j] = dz;
                    g[C + j] += dz;
                    for (int k = 0; k < HIDDEN; k++) {
                        g[V + k * 16 + j] = Math.fma(s[i * 16 + k], dz, g[V + k * 16 + j]);
                    }
                }
                for (int k = 0; k < HIDDEN; k++) {
                    float dh = 0;
                    for (int j = 0; j < CLASSES; j++) {
                        dh = Math.fma(s[d + j], w[V_TRANSPOSED + j * 16 + k], dh);
                    }
                    dh *= s[i * 16 + k] > 0 ? factor(step, key, i, k) : 0;
                    g[B + k] += dh;
                    for (int m = 0; m < IN; m++) {
                        g[W + m * 16 + k] = Math.fma(x[i * IN + m], dh, g[W + m * 16 + k]);
                    }
                }
            }
        }

        @Override
        public List<Traced> traced(int n, Batch arguments) {
            return List.of(new Traced("hidden", 0, 16, HIDDEN), new Traced("kind", n * 16, 16, CLASSES));
        }
    }
}

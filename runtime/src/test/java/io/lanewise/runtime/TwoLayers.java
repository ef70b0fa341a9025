package io.lanewise.runtime;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Check;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.kernel.Member;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the processor writes, written by hand and without speed: an image of 2×3×2, flattened, a hidden layer of 20 with ReLU,
 * a softmax of 3 with cross-entropy. The forward pass reads the last matrix from the derived part of the weights.
 */
public final class TwoLayers implements Network {
    public static final int IMAGE = 12;
    public static final int CLASSES = 3;

    private static final int HIDDEN = 20;
    private static final int HIDDEN_STRIDE = 32;
    private static final int DIGIT_STRIDE = 16;
    private static final int HIDDEN_WEIGHT = 0;
    private static final int HIDDEN_BIAS = HIDDEN_WEIGHT + IMAGE * HIDDEN_STRIDE;
    private static final int DIGIT_WEIGHT = HIDDEN_BIAS + HIDDEN_STRIDE;
    private static final int DIGIT_BIAS = DIGIT_WEIGHT + HIDDEN * DIGIT_STRIDE;
    private static final int PARAMETERS = DIGIT_BIAS + DIGIT_STRIDE;
    private static final int DIGIT_COLUMNS = PARAMETERS;
    private static final int WEIGHTS = DIGIT_COLUMNS + CLASSES * HIDDEN;

    private static final ModelCode CODE = new Code();

    private final Weights weights;

    private TwoLayers(Weights weights) {
        this.weights = weights;
    }

    public static TwoLayers create(long seed) {
        return new TwoLayers(Weights.create(CODE, seed));
    }

    public static TwoLayers load(Path path) {
        return new TwoLayers(Weights.load(CODE, path));
    }

    public static TwoLayers load(InputStream stream) {
        return new TwoLayers(Weights.load(CODE, stream));
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public TwoLayers copy() {
        return new TwoLayers(weights.copy());
    }

    public float[] predict(float[] image) {
        float[] digit = new float[CLASSES];
        predict(image, 1, digit);
        return digit;
    }

    public void predict(float[] image, int count, float[] digit) {
        Check.count(count);
        Check.floats("image", image, count, IMAGE);
        Check.floats("digit", digit, count, CLASSES);
        float[] w = weights.current();
        float[] scratch = weights.take();
        for (int from = 0; from < count; from += CODE.rows()) {
            forward(w, image, from, Math.min(CODE.rows(), count - from), scratch);
            copyOut(scratch, digit, from, Math.min(CODE.rows(), count - from));
        }
        weights.give(scratch);
    }

    public Gradients gradients(float[] image, int[] digit, int count) {
        return gradients(image, digit, count, TrainingStep.EVALUATE, Gradients.of(this));
    }

    public Gradients gradients(float[] image, int[] digit, int count, TrainingStep step, Gradients into) {
        Check.count(count);
        Check.floats("image", image, count, IMAGE);
        Check.classes("digit", digit, count, CLASSES);
        into.fill(weights, Batch.of(count, image, digit), step);
        return into;
    }

    private static int panel(int at, int k, int j, int in) {
        return at + j / 16 * 16 * in + 16 * k + j % 16;
    }

    private static void forward(float[] w, float[] image, int from, int n, float[] s) {
        int digitAt = n * HIDDEN_STRIDE;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                float z = 0;
                for (int k = 0; k < IMAGE; k++) {
                    z = Math.fma(image[(from + i) * IMAGE + k], w[panel(HIDDEN_WEIGHT, k, j, IMAGE)], z);
                }
                s[i * HIDDEN_STRIDE + j] = Math.max(z + w[HIDDEN_BIAS + j], 0);
            }
            float sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                float z = 0;
                for (int k = 0; k < HIDDEN; k++) {
                    z = Math.fma(s[i * HIDDEN_STRIDE + k], w[DIGIT_COLUMNS + c * HIDDEN + k], z);
                }
                s[digitAt + i * DIGIT_STRIDE + c] = (float) StrictMath.exp(z + w[DIGIT_BIAS + c]);
                sum += s[digitAt + i * DIGIT_STRIDE + c];
            }
            for (int c = 0; c < CLASSES; c++) {
                s[digitAt + i * DIGIT_STRIDE + c] /= sum;
            }
        }
    }

    private static void copyOut(float[] s, float[] digit, int from, int n) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(s, n * HIDDEN_STRIDE + i * DIGIT_STRIDE, digit, (from + i) * CLASSES, CLASSES);
        }
    }

    private static final class Code extends ModelCode {
        private static final Signature SIGNATURE = Signature.builder("TwoLayers")
                .input("image", 2, 3, 2)
                .classes("digit", CLASSES)
                .output("digit", CLASSES)
                .matrix("hidden.weight", HIDDEN_WEIGHT, IMAGE, HIDDEN, Initializer.uniform(0.5f), 2, 3, 2)
                .vector("hidden.bias", HIDDEN_BIAS, HIDDEN, Initializer.constant(0.1f))
                .matrix("digit.weight", DIGIT_WEIGHT, HIDDEN, CLASSES, Initializer.normal(0.5f))
                .vector("digit.bias", DIGIT_BIAS, CLASSES, Initializer.zeros())
                .length(PARAMETERS)
                .build();

        @Override
        public Signature signature() {
            return SIGNATURE;
        }

        @Override
        public int weightsLength() {
            return WEIGHTS;
        }

        @Override
        public void prepare(float[] w) {
            for (int c = 0; c < CLASSES; c++) {
                for (int k = 0; k < HIDDEN; k++) {
                    w[DIGIT_COLUMNS + c * HIDDEN + k] = w[panel(DIGIT_WEIGHT, k, c, HIDDEN)];
                }
            }
        }

        @Override
        public int rows() {
            return 4;
        }

        @Override
        public int inferenceScratch() {
            return rows() * (HIDDEN_STRIDE + DIGIT_STRIDE);
        }

        @Override
        public long trainingScratch(int n) {
            return (long) n * (HIDDEN_STRIDE + DIGIT_STRIDE);
        }

        @Override
        public void predict(
                float[] w, Batch arguments, int from, int n, float[][] outputs, float[] scratch, Member member) {
            forward(w, arguments.floats(0), from, n, scratch);
            copyOut(scratch, outputs[0], from, n);
        }

        @Override
        public float loss(
                float[] w, Batch arguments, int first, int n, TrainingStep step, float[] scratch, Member member) {
            forward(w, arguments.floats(0), 0, n, scratch);
            float sum = 0;
            for (int i = 0; i < n; i++) {
                int label = arguments.ints(1)[i];
                sum -= (float) StrictMath.log(scratch[n * HIDDEN_STRIDE + i * DIGIT_STRIDE + label]);
            }
            return sum / n;
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
            Arrays.fill(g, 0, PARAMETERS, 0);
            float[] image = arguments.floats(0);
            float[] dImage = inputGradients == null ? null : inputGradients[0];
            if (dImage != null) {
                Arrays.fill(dImage, 0);
            }
            for (int i = 0; i < n; i++) {
                float[] dDigit = new float[CLASSES];
                for (int c = 0; c < CLASSES; c++) {
                    float p = s[n * HIDDEN_STRIDE + i * DIGIT_STRIDE + c];
                    dDigit[c] = (arguments.ints(1)[i] == c ? p - 1 : p) / n;
                    g[DIGIT_BIAS + c] += dDigit[c];
                }
                for (int j = 0; j < HIDDEN; j++) {
                    float y = s[i * HIDDEN_STRIDE + j];
                    float dHidden = 0;
                    for (int c = 0; c < CLASSES; c++) {
                        g[panel(DIGIT_WEIGHT, j, c, HIDDEN)] += y * dDigit[c];
                        dHidden += dDigit[c] * w[DIGIT_COLUMNS + c * HIDDEN + j];
                    }
                    dHidden = y > 0 ? dHidden : 0;
                    g[HIDDEN_BIAS + j] += dHidden;
                    for (int k = 0; k < IMAGE; k++) {
                        int at = panel(HIDDEN_WEIGHT, k, j, IMAGE);
                        g[at] += image[i * IMAGE + k] * dHidden;
                        if (dImage != null) {
                            dImage[i * IMAGE + k] += w[at] * dHidden;
                        }
                    }
                }
            }
        }

        @Override
        public List<Traced> traced(int n, Batch arguments) {
            return List.of(
                    new Traced("hidden", 0, HIDDEN_STRIDE, HIDDEN),
                    new Traced("digit", n * HIDDEN_STRIDE, DIGIT_STRIDE, CLASSES));
        }
    }
}

package io.lanewise.runtime.generated;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.TakeOver;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the forms of a generated kernel where it is used: the model computes two made examples with the twin and again with
 * this one kernel in vector form, and all outputs, or the loss and all gradients, must have the same bits. One kernel is proven
 * at a time, by {@link TakeOver}.
 */
final class KernelProof implements TakeOver.Proof {
    private static final int COUNT = 2;

    /** Steps that are decoded: more than a panel holds. */
    static final int STEPS = 17;

    private final ModelCode code;

    /** The kernels live as long as the class, these weights only as long as somebody uses them. */
    private final WeakReference<Weights> weights;

    /** What the twin gives, the same for every kernel, while memory lasts. */
    private SoftReference<Expected> expected = new SoftReference<>(null);

    /** Kernels that neither a prediction nor a decoder calls. */
    private final Set<TakeOver> trainsAlone = new HashSet<>();

    private static final class Expected {
        final float[] w;
        final float[][] predicted;
        float @Nullable [][] decoded;
        float @Nullable [][] trained;

        Expected(float[] w, float[][] predicted) {
            this.w = w;
            this.predicted = predicted;
        }
    }

    KernelProof(Weights weights) {
        this.code = weights.code();
        this.weights = new WeakReference<>(weights);
    }

    @Override
    public boolean agrees(TakeOver kernel) {
        Weights living = weights.get();
        float[] w = (living == null ? Weights.create(code, 1) : living).current();
        Batch batch = MadeExamples.of(code.signature(), Math.min(COUNT, code.rows()));
        kernel.trial(false);
        Expected due = expected.get();
        if (due == null || due.w != w) {
            due = new Expected(w, predict(w, batch));
            expected = new SoftReference<>(due);
        }
        if (!trainsAlone.contains(kernel)) {
            kernel.trial(true);
            float[][] actual = predict(w, batch);
            if (kernel.trial(false)) {
                return Arrays.deepEquals(due.predicted, actual);
            }
            if (code.decodedSteps() > 0) {
                if (due.decoded == null) {
                    due.decoded = decode(w, batch);
                }
                kernel.trial(true);
                actual = decode(w, batch);
                if (kernel.trial(false)) {
                    return Arrays.deepEquals(due.decoded, actual);
                }
            }
            trainsAlone.add(kernel);
        }
        if (!code.hasLoss() || code.trainingScratch(batch.count()) > Integer.MAX_VALUE - 8) {
            return true; // The model never calls it.
        }
        if (due.trained == null) {
            due.trained = train(w, batch);
        }
        kernel.trial(true);
        float[][] actual = train(w, batch);
        kernel.trial(false);
        return Arrays.deepEquals(due.trained, actual);
    }

    private float[][] predict(float[] w, Batch batch) {
        float[][] outputs = code.signature().longest().outputArrays(batch.count());
        code.predict(w, batch, 0, batch.count(), outputs, new float[code.inferenceScratch()]);
        return outputs;
    }

    private float[][] decode(float[] w, Batch batch) {
        float[][] outputs = code.signature().longest().outputArrays(batch.count());
        code.decode(w, batch, 1, Math.min(STEPS, code.decodedSteps()), outputs);
        return outputs;
    }

    /** The loss, the gradients of the parameters and those of the inputs. */
    private float[][] train(float[] w, Batch batch) {
        float[] scratch = new float[(int) code.trainingScratch(batch.count())];
        List<Signature.Argument> inputs = code.signature().longest().inputs();
        float[][] ofInputs = new float[inputs.size()][];
        for (int i = 0; i < ofInputs.length; i++) {
            ofInputs[i] = new float[batch.count() * inputs.get(i).size()];
        }
        TrainingStep step = TrainingStep.of(1, 1);
        float loss = code.loss(w, batch, 0, batch.count(), step, scratch, Member.ALONE);
        float[] g = new float[code.signature().parameterFloats()];
        code.backward(w, g, batch, 0, batch.count(), step, scratch, ofInputs, Member.ALONE);
        List<float[]> all = new ArrayList<>(List.of(ofInputs));
        all.add(g);
        all.add(new float[] {loss});
        return all.toArray(new float[0][]);
    }
}

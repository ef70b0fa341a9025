package io.lanewise.runtime.generated;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.TakeOver;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the forms of a generated kernel where it is used: the model computes two made examples with the twin and again with
 * this one kernel in vector form, and all outputs, or the loss and all gradients, must have the same bits.
 */
final class KernelProof implements TakeOver.Proof {
    private static final int COUNT = 2;

    private final ModelCode code;

    /** The kernels live as long as the class, these weights only as long as somebody uses them. */
    private final WeakReference<Weights> weights;

    KernelProof(Weights weights) {
        this.code = weights.code();
        this.weights = new WeakReference<>(weights);
    }

    @Override
    public boolean agrees(TakeOver kernel) {
        Weights living = weights.get();
        float[] w = (living == null ? Weights.create(code, 1) : living).current();
        int count = Math.min(COUNT, code.rows());
        Batch batch = MadeExamples.of(code.signature(), count);
        float[] scratch = new float[code.inferenceScratch()];
        kernel.trial(false);
        float[][] expected = predict(w, batch, scratch);
        kernel.trial(true);
        float[][] actual = predict(w, batch, scratch);
        if (kernel.trial(false)) {
            return Arrays.deepEquals(expected, actual);
        }
        if (!code.hasLoss() || code.trainingScratch(count) > Integer.MAX_VALUE - 8) {
            return true; // The model never calls it.
        }
        scratch = new float[(int) code.trainingScratch(count)];
        expected = train(w, batch, scratch);
        kernel.trial(true);
        actual = train(w, batch, scratch);
        kernel.trial(false);
        return Arrays.deepEquals(expected, actual);
    }

    private float[][] predict(float[] w, Batch batch, float[] scratch) {
        float[][] outputs = code.signature().longest().outputArrays(batch.count());
        code.predict(w, batch, 0, batch.count(), outputs, scratch);
        return outputs;
    }

    /** The loss, the gradients of the parameters and those of the inputs. */
    private float[][] train(float[] w, Batch batch, float[] scratch) {
        List<Signature.Argument> inputs = code.signature().longest().inputs();
        float[][] ofInputs = new float[inputs.size()][];
        for (int i = 0; i < ofInputs.length; i++) {
            ofInputs[i] = new float[batch.count() * inputs.get(i).size()];
        }
        TrainingStep step = TrainingStep.of(1, 1);
        float loss = code.loss(w, batch, batch.count(), step, scratch, Member.ALONE);
        float[] g = new float[code.signature().parameterFloats()];
        code.backward(w, g, batch, batch.count(), step, scratch, ofInputs, Member.ALONE);
        List<float[]> all = new ArrayList<>(List.of(ofInputs));
        all.add(g);
        all.add(new float[] {loss});
        return all.toArray(new float[0][]);
    }
}

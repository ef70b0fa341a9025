package io.lanewise.runtime;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Named;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.kernel.Member;
import java.util.Arrays;

/**
 * The loss of some examples and its gradient, with respect to the parameters and to the inputs. It keeps its memory, as
 * much as its largest batch took, so one object may be filled again and again; it is one thread's at a time.
 */
public final class Gradients {
    /** What every array can hold on every machine. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final ModelCode code;
    private final float[] flat;
    private final float[][] inputs;
    /** Numbers of one example of each input. */
    private final int[] sizes;
    /** Whether lengths of a batch decide these sizes. */
    private final boolean varies;

    private Batch batch;
    private int count;
    private float[] scratch = {};
    private float loss;
    private boolean filled;

    private Gradients(ModelCode code) {
        this.code = code;
        this.flat = new float[code.signature().parameterFloats()];
        this.sizes = new int[code.signature().inputs().size()];
        this.inputs = new float[sizes.length][0];
        this.varies = !code.signature().axes().isEmpty();
        if (!varies) {
            code.signature().inputSizes(new int[0], sizes);
        }
        this.batch = refillable(code);
    }

    /**
     * Room for the gradients of this network, to be filled by its {@code gradients} method.
     *
     * @throws IllegalStateException if the model has no loss
     */
    public static Gradients of(Network network) {
        ModelCode code = network.weights().code();
        if (!code.hasLoss()) {
            throw new IllegalStateException(code.signature().model()
                    + " has no loss, so it has no gradients. Mark the node to be trained with @Loss.");
        }
        return new Gradients(code);
    }

    private static Batch refillable(ModelCode code) {
        return Batch.refillable(code.signature().arguments().size());
    }

    /** A batch of {@code count} examples whose arguments are to be set, then passed to {@link #fill}; for generated code. */
    public Batch batch(int count) {
        return batch.count(count);
    }

    /**
     * Fills this with the loss and gradients of a batch; for generated code, users call the model's own typed method.
     *
     * @param weights weights of the model that this was made for
     * @throws IllegalArgumentException if the weights are another model's or the batch is too large for one array
     */
    public void fill(Weights weights, Batch batch, TrainingStep step) {
        Signature signature = code.signature();
        if (weights.code() != code) {
            this.batch = refillable(code); // what it was filled with is the other model's
            throw new IllegalArgumentException(
                    "These gradients were made for " + signature.model() + " but are to be filled by "
                            + weights.signature().model() + ". Make them by Gradients.of(network) for the same model.");
        }
        int n = batch.count();
        filled = false;
        if (varies) {
            signature.inputSizes(batch.lengths(), sizes);
        }
        reserve(n);
        float[] w = weights.current();
        loss = code.gradient(w, flat, batch, step, scratch, inputs, Member.ALONE);
        filled = true;
    }

    private void reserve(int n) {
        long needed = code.trainingScratch(code.block(n, 1));
        long length = needed;
        for (int size : sizes) {
            length = Math.max(length, (long) n * size);
        }
        if (length > LARGEST_ARRAY) {
            throw new IllegalArgumentException("A batch of " + n + " examples needs an array of " + length
                    + " floats, more than one can hold. Use smaller batches.");
        }
        if (scratch.length < needed) {
            scratch = new float[(int) needed];
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length < n * sizes[i]) {
                inputs[i] = new float[n * sizes[i]];
            }
        }
        count = n;
    }

    /**
     * The loss of the batch.
     *
     * @throws IllegalStateException if nothing was computed yet
     */
    public float loss() {
        requireFilled();
        return loss;
    }

    /**
     * A copy of the gradient with respect to a parameter, in the order and shape of {@link Parameters}; of state, such as
     * running statistics, what a step of training adds to it, which is 0 at evaluation.
     *
     * @throws IllegalArgumentException if there is none of this name
     * @throws IllegalStateException if nothing was computed yet
     */
    public float[] of(String parameter) {
        requireFilled();
        return Named.parameter(code.signature(), parameter).toDisk(flat);
    }

    /**
     * A copy of the gradient with respect to an input, one example after the other, as the input itself.
     *
     * @throws IllegalArgumentException if there is none of this name, or it is one of integers
     * @throws IllegalStateException if nothing was computed yet
     */
    public float[] ofInput(String input) {
        requireFilled();
        int index = Named.input(code.signature(), input);
        if (code.signature().inputs().get(index).isInts()) {
            throw new IllegalArgumentException("'" + input + "' is an input of integers, which has no gradient."
                    + " Ask for that of the Embedding that reads it, by of(…) of its weight.");
        }
        return Arrays.copyOf(inputs[index], count * sizes[index]);
    }

    private void requireFilled() {
        if (!filled) {
            throw new IllegalStateException(
                    "These gradients hold nothing yet. Pass them to the model's gradients method first.");
        }
    }
}

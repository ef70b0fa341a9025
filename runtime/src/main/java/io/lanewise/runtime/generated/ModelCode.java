package io.lanewise.runtime.generated;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.TakeOver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The computations of one model, without weights and without state, so that one instance serves all threads.
 *
 * <p>{@code w} is always the parameters in the layout of {@link #signature()}, followed by what {@link #prepare} derives from
 * them; {@code g} has the layout of the parameters alone. Scratch is the caller's and one thread's at a time; it may hold
 * anything before a call.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public abstract class ModelCode {
    /** For the generated subclass. */
    protected ModelCode() {}

    /** What the model takes, gives and owns. */
    public abstract Signature signature();

    /** Length of {@code w}: the parameters and what is derived from them. */
    public abstract int weightsLength();

    /** Fills the derived part of {@code w}, behind the parameters, from the parameters. */
    public abstract void prepare(float[] w);

    /** Most examples in one call of {@link #predict}. */
    public abstract int rows();

    /** About how many multiply-adds a prediction of one example takes: one a parameter, unless parameters are used many times. */
    public long multiplyAdds() {
        return signature().parameterFloats();
    }

    /** Floats of scratch for {@link #predict}. */
    public abstract int inferenceScratch();

    /** Floats of scratch for {@link #loss} and {@link #backward} of so many examples; may exceed what an array can hold. */
    public abstract long trainingScratch(int n);

    /**
     * Examples of a block for each thread, where a batch is computed block by block, so that what a block keeps for its gradient is
     * still in cache then; all where a batch is computed as a whole, as where an example depends on others.
     */
    public int trainingRows() {
        return Integer.MAX_VALUE;
    }

    /** Examples of a block of a batch of {@code count}, whose scratch {@link #gradient} needs. */
    public final int block(int count, int threads) {
        int own = Math.min(count, trainingRows());
        int all = (int) Math.min(count, (long) own * threads);
        // What no array can hold, one thread's block may.
        return trainingScratch(all) > Integer.MAX_VALUE - 8 ? own : all;
    }

    /**
     * Computes the outputs of a block of examples.
     *
     * @param arguments holds the inputs at least; nothing else is read
     * @param from index of the first example
     * @param n number of examples, from 1 to {@link #rows()}
     * @param outputs an array an output; the same examples are written in each
     * @param member whose share to compute, where {@link #predictsTogether()}; all members of a team call this with the same arguments
     */
    public abstract void predict(
            float[] w, Batch arguments, int from, int n, float[][] outputs, float[] scratch, Member member);

    /** The same by one thread. */
    public void predict(float[] w, Batch arguments, int from, int n, float[][] outputs, float[] scratch) {
        predict(w, arguments, from, n, outputs, scratch, Member.ALONE);
    }

    /** Whether the members of a team divide the rows of an example in {@link #predict}; if not, one thread computes it. */
    public boolean predictsTogether() {
        return false;
    }

    /**
     * What the examples up to the last of a block add to the loss of the batch, all of them the loss itself. Keeps in scratch what
     * {@link #backward} needs, and the sum for the next block.
     *
     * @param first index of the first example of the block: 0, or where the block before it has ended
     * @param n examples of the block; all of the batch where {@link #trainingRows} says so
     * @param member whose share to compute; all members of a team call this with the same arguments and get the same loss
     */
    public abstract float loss(
            float[] w, Batch arguments, int first, int n, TrainingStep step, float[] scratch, Member member);

    /** The loss of a batch, block by block. */
    public final float loss(float[] w, Batch arguments, TrainingStep step, float[] scratch) {
        int count = arguments.count();
        int block = block(count, 1);
        float loss = 0;
        int n;
        for (int first = 0; first < count; first += n) {
            n = Math.min(block, count - first);
            loss = loss(w, arguments, first, n, step, scratch, Member.ALONE);
        }
        return loss;
    }

    /**
     * The loss of a batch and its gradient, block by block: sums over examples go on from block to block, so that their bits are
     * those of the whole batch.
     *
     * @param g as in {@link #backward}
     * @param member whose share to compute, as in {@link #loss}
     */
    public final float gradient(
            float[] w,
            float[] g,
            Batch arguments,
            TrainingStep step,
            float[] scratch,
            float @Nullable [][] inputGradients,
            Member member) {
        int count = arguments.count();
        int block = block(count, member.size());
        float loss = 0;
        int n;
        for (int first = 0; first < count; first += n) {
            n = Math.min(block, count - first);
            loss = loss(w, arguments, first, n, step, scratch, member);
            backward(w, g, arguments, first, n, step, scratch, inputGradients, member);
            member.barrier();
        }
        return loss;
    }

    /**
     * What a batch counts for beside others, after {@link #loss}: the number that the loss was divided by, such as that of the
     * positions that are not masked; else {@code n}. The mean of the losses of several batches, weighted so, is the loss of all their
     * examples.
     */
    public double weight(int n, float[] scratch) {
        return n;
    }

    /**
     * Which positions of the outputs count in the loss, right after it: for each output that has such a choice, under its name, a
     * number for each row of its last axis, 16 floats apart, 0 for those left out.
     */
    public List<Traced> counted(int n, Batch arguments) {
        return List.of();
    }

    /**
     * The gradient of what {@link #loss} has computed, right after it with the same arguments.
     *
     * @param g the gradient with respect to the parameters, overwritten entirely by the first block, padding with 0, and whole
     *     after the last; in the place of state, what the step adds to it
     * @param inputGradients an array an input, each as long as that of the batch, of which the block's examples are written; null
     *     where none is wanted
     * @param member whose share to compute; the gradient is whole when all members have come back
     */
    public abstract void backward(
            float[] w,
            float[] g,
            Batch arguments,
            int first,
            int n,
            TrainingStep step,
            float[] scratch,
            float @Nullable [][] inputGradients,
            Member member);

    /**
     * The values that the scratch holds after {@link #loss} of a block of {@code n} examples, in the order they were computed.
     *
     * @param arguments of that loss, whose lengths say how the values lie
     */
    public abstract List<Traced> traced(int n, Batch arguments);

    /** Whether there is a loss to train by; if not, {@link #loss} and {@link #backward} are never called. */
    public boolean hasLoss() {
        return true;
    }

    /** Whether the members of a team divide a training step; if not, one thread runs {@link #loss} and {@link #backward}. */
    public boolean isDivided() {
        return true;
    }

    /** Most steps that a decoder of the model takes; 0 where it has none. */
    public int decodedSteps() {
        return 0;
    }

    /**
     * Decodes {@code steps} steps of made examples, to warm up and to prove what only decoding calls.
     *
     * @param arguments of the inputs that grow, whose first numbers are those of every step
     * @param outputs an array an output; those that are decoded begin with their last step
     */
    public void decode(float[] w, Batch arguments, int n, int steps, float[][] outputs) {
        throw new IllegalStateException("Nothing is decoded.");
    }

    /** The take-overs of the model's own vector kernels; none where it has no vector form. */
    public List<TakeOver> takeOvers() {
        return List.of();
    }

    /** The runtime's kernels that are not every model's but that this one calls, to warm up. */
    public List<TakeOver> calledKernels() {
        return List.of();
    }
}

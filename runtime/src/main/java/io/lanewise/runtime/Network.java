package io.lanewise.runtime;

import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.generated.WarmingUp;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.io.CheckpointException;
import java.nio.file.Path;

/**
 * A neural network that was compiled from an annotated interface. The generated class adds what depends on the model:
 * {@code create}, {@code load}, {@code predict} and {@code gradients} with the model's own arguments.
 *
 * <p>A network may be shared by any number of threads, also while it is trained: each prediction computes with one version of
 * the weights entirely.
 */
public interface Network {
    /** The weights, for training; users read and write them by {@link #parameters()}. */
    Weights weights();

    /** A network of its own with the same weights. */
    Network copy();

    /**
     * Lets this many threads share each large prediction: the caller's own and helpers, which sleep between calls. They divide its
     * examples; where these are fewer than the threads, the lines, positions or columns of each, unless the model has a recurrent
     * layer. It is 1 by default, and many callers at once are served best so. Results are the same bits whatever the number.
     *
     * @param count threads of one prediction, at least 1; more than the processors that the process may use are not used
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    default void threads(int count) {
        weights().threads(count);
    }

    /** The parameters by name, as PyTorch names and shapes them. */
    default Parameters parameters() {
        return new Parameters(weights());
    }

    /**
     * Writes the weights to a safetensors file, which is the old one or the new one whatever happens.
     *
     * @param path the file, whose folder exists
     * @throws CheckpointException if the file cannot be written; an old one is then as it was
     */
    default void save(Path path) {
        weights().save(path);
    }

    /**
     * Keeps a text with the network: it is saved with the weights and loaded with them. A model's labels or the scale of its
     * inputs belong to it as its weights do.
     *
     * @param name a name to find it by; what was kept under it before is replaced
     */
    default void note(String name, String text) {
        weights().note(name, text);
    }

    /**
     * A text that was kept with the network, or with the one whose file it was loaded from.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    default String note(String name) {
        return weights().note(name);
    }

    /** The model as a table, a line a parameter at least. */
    default String summary() {
        StringBuilder text = new StringBuilder(weights().signature().model()).append('\n');
        for (TensorLayout parameter : weights().signature().parameters()) {
            text.append("  ").append(parameter).append('\n');
        }
        return text.append(parameters().count()).append(" parameters\n").toString();
    }

    /**
     * Runs the network on made examples, forward and backward, until its kernels are compiled, the vector forms have taken over
     * and calls become no faster, so that later calls are fast from the first. Takes five seconds at most, or, in a large
     * network, as long as the call with which they end. Kernels of training are warmed up too, but not the optimizer's
     * pass, which a trainer's first steps compile. Without it calls become fast by being made; results are the same bits always.
     *
     * @return whether full speed was reached, and which kernels compute in scalar form
     */
    default WarmUp warmUp() {
        return WarmingUp.run(weights());
    }
}

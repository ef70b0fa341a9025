package io.lanewise.training;

import io.lanewise.runtime.Network;

/**
 * Told of the progress of a {@link Trainer}; a lambda hears of each epoch:
 *
 * <pre>{@code
 * trainer.callback((epoch, control) -> {
 *     if (epoch.accuracy() > 0.98) {
 *         control.stop();
 *     }
 * });
 * }</pre>
 *
 * <p>Called on the training thread. An exception ends the training and reaches the caller of {@code fit}.
 */
@FunctionalInterface
public interface Callback {
    /** What a callback may do. */
    interface Control {
        /** The network in training, which answers with the weights of the last finished epoch. */
        Network network();

        /** The training itself, to be saved or judged on other data. */
        Training training();

        /** The number of epochs asked for; {@link Integer#MAX_VALUE} where something else ends the training. */
        int epochs();

        /** The number of steps in an epoch. */
        int stepsPerEpoch();

        /** Ends the training after this epoch as if it had been the last one asked for. */
        void stop();
    }

    /** Before the first step. */
    default void onTrainingBegin(Control control) {}

    /**
     * After each step.
     *
     * @param epoch number of the epoch, from 1
     * @param step number of the step within its epoch, from 1
     * @param loss loss of the batch before the step
     */
    default void onStepEnd(int epoch, int step, float loss, Control control) {}

    /** After each epoch, when its weights are published and judged on the validation data. */
    void onEpochEnd(Epoch epoch, Control control);

    /** After the last epoch, when the weights that stay are published. */
    default void onTrainingEnd(History history, Control control) {}
}

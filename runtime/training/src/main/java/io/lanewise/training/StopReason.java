package io.lanewise.training;

/** Why a training ended. */
public enum StopReason {
    /** All epochs that were asked for were done. */
    EPOCHS,
    /** All steps that were asked for were done. */
    STEPS,
    /** The time was over. */
    TIME,
    /** The norm of the gradient was at most what was asked for. */
    GRADIENT_NORM,
    /** The validation loss had not fallen for as many epochs as early stopping allows. */
    EARLY_STOPPING,
    /** A callback asked for it. */
    CALLBACK
}

package io.lanewise.runtime.io;

import org.jspecify.annotations.Nullable;

/**
 * A file of weights that cannot be read, cannot be written, or is not of the model at hand. The message says which, and what
 * to do; files and weights are then as they were before.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong, what was found and what to do. */
    public CheckpointException(String message) {
        this(message, null);
    }

    /** With what is wrong, what was found and what to do, and the failure below it. */
    public CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

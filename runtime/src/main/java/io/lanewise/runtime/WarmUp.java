package io.lanewise.runtime;

import java.time.Duration;
import java.util.List;

/**
 * What warming up came to.
 *
 * @param steady whether full speed was reached: no kernel that the model calls waits for its vector form any more, and calls have
 *     stopped to become faster
 * @param took the time it took
 * @param scalar the kernels that the model calls and that compute in scalar form still; the generated ones where Java was started
 *     without the vector module
 */
public record WarmUp(boolean steady, Duration took, List<String> scalar) {
    /** Copies the names. */
    public WarmUp {
        scalar = List.copyOf(scalar);
    }

    /** As in {@code steady after 412 ms, scalar: []}. */
    @Override
    public String toString() {
        return (steady ? "steady after " : "not steady after ") + took.toMillis() + " ms, scalar: " + scalar;
    }
}

package io.lanewise.runtime.kernel;

import java.util.ArrayList;
import java.util.List;

/** The runtime's own vector kernels together: for warming up and for reports. */
public final class Kernels {
    private Kernels() {}

    /** The take-overs of all hand-written kernels, of the matrix products first. */
    public static List<TakeOver> takeOvers() {
        List<TakeOver> result = new ArrayList<>(List.of(Gemm.takeOvers()));
        result.addAll(List.of(Update.takeOvers()));
        return List.copyOf(result);
    }
}

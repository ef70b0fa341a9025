package io.lanewise.training;

import io.lanewise.runtime.generated.ModelCode;

/** The workspace of one training, which grows to the largest batch met and then stays. */
final class Scratch {
    private final ModelCode code;
    private float[] memory = {};

    Scratch(ModelCode code) {
        this.code = code;
    }

    /** Enough for a training step of so many examples by so many threads, and for a block of {@code predict}. */
    float[] of(int examples, int threads) {
        long needed = Math.max(code.trainingScratch(code.block(examples, threads)), code.inferenceScratch());
        if (memory.length < needed) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("A batch of " + examples + " examples needs a workspace of " + needed
                        + " floats, more than one array can hold. Use smaller batches.");
            }
            memory = new float[(int) needed];
        }
        return memory;
    }
}

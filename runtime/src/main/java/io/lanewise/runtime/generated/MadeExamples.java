package io.lanewise.runtime.generated;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Rng;
import java.util.ArrayList;
import java.util.List;

/** Examples to try a model with: numbers from 0 to 1, and every class in turn. */
final class MadeExamples {
    private MadeExamples() {}

    /** At the greatest lengths. */
    static Batch of(Signature any, int count) {
        Signature signature = any.longest();
        List<Object> arrays = new ArrayList<>();
        int seed = 0;
        for (Signature.Argument argument : signature.arguments()) {
            int length = Math.multiplyExact(count, argument.size());
            if (argument.isInts()) {
                int[] classes = new int[length];
                for (int i = 0; i < length; i++) {
                    classes[i] = i % Math.max(1, argument.classes());
                }
                arrays.add(classes);
            } else {
                float[] numbers = new float[length];
                seed++;
                for (int i = 0; i < length; i++) {
                    numbers[i] = (Rng.bits(seed, i) >>> 8) * 0x1p-24f;
                }
                arrays.add(numbers);
            }
        }
        return Batch.of(count, arrays.toArray()).lengths(signature.lengths());
    }
}

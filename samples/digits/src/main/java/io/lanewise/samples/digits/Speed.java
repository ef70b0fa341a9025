package io.lanewise.samples.digits;

import java.util.Arrays;
import java.util.Locale;

/** Measures how many images a model reads in a second on one thread. */
final class Speed {
    private static final long WARM_NANOS = 500_000_000L;
    private static final long MEASURED_NANOS = 500_000_000L;

    private Speed() {}

    /**
     * Images a second in calls of {@code count} images.
     *
     * @param images at least {@code count} images
     */
    static double of(DigitsModel model, float[] images, int count) {
        float[] batch = Arrays.copyOf(images, count * 64);
        float[] probabilities = new float[count * 10];
        repeat(model, batch, count, probabilities, WARM_NANOS);
        return repeat(model, batch, count, probabilities, MEASURED_NANOS);
    }

    private static double repeat(DigitsModel model, float[] images, int count, float[] probabilities, long nanos) {
        long start = System.nanoTime();
        long passed = 0;
        long calls = 0;
        while (passed < nanos) {
            model.predict(images, count, probabilities);
            calls++;
            passed = System.nanoTime() - start;
        }
        return calls * (double) count * 1e9 / passed;
    }

    /** A line of the report. */
    static String line(DigitsModel model, float[] images, int count) {
        return String.format(Locale.ROOT, "%,12.0f predictions/s in calls of %,d", of(model, images, count), count);
    }
}

package io.lanewise.samples.lessons.generalization;

import java.util.Random;

/**
 * Points of a sine wave with noise.
 *
 * @param x from −1 to 1
 * @param y sin(4x) and normal noise
 */
record Wave(float[] x, float[] y) {
    /** Standard deviation of the noise. */
    static final double NOISE = 0.3;

    static Wave of(int count, long seed) {
        Random random = new Random(seed);
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = 2 * random.nextFloat() - 1;
            y[i] = (float) (Math.sin(4 * x[i]) + NOISE * random.nextGaussian());
        }
        return new Wave(x, y);
    }
}

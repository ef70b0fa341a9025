package io.lanewise.samples.images;

import io.lanewise.runtime.data.Dataset;
import java.util.SplittableRandom;

/** Images of stripes in noise: ten classes by five directions, and by whether red or blue is the stronger colour. */
final class Gratings {
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int DIRECTIONS = 5;
    private static final double NOISE = 0.5;

    private Gratings() {}

    /** Draws as many images, each class as often as the others. */
    static Dataset draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[count * SIDE * SIDE * CHANNELS];
        int[] kinds = new int[count];
        for (int i = 0; i < count; i++) {
            kinds[i] = i % (2 * DIRECTIONS);
            double angle = Math.PI * (kinds[i] % DIRECTIONS) / DIRECTIONS;
            double phase = random.nextDouble(2 * Math.PI);
            double frequency = random.nextDouble(0.6, 1.2);
            double[] colour = kinds[i] < DIRECTIONS ? new double[] {1, 0.6, 0.4} : new double[] {0.4, 0.6, 1};
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                double along = pixel % SIDE * Math.cos(angle) + pixel / SIDE * Math.sin(angle);
                double wave = Math.sin(frequency * along + phase);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    images[(i * SIDE * SIDE + pixel) * CHANNELS + channel] =
                            (float) (colour[channel] * wave + NOISE * random.nextGaussian());
                }
            }
        }
        return ResNet20Model.data(images, kinds);
    }
}

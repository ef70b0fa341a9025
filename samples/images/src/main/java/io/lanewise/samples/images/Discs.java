package io.lanewise.samples.images;

import io.lanewise.runtime.data.Dataset;
import java.util.SplittableRandom;

/** Images of discs and squares in noise; of every pixel is asked whether it is of a disc. */
final class Discs {
    static final int SIDE = 32;

    private static final double NOISE = 0.2;

    private Discs() {}

    /** Draws as many images, with two discs and two squares each, one over the other. */
    static Dataset draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[count * SIDE * SIDE];
        float[] discs = new float[images.length];
        for (int i = 0; i < count; i++) {
            for (int shape = 0; shape < 4; shape++) {
                draw(images, discs, i * SIDE * SIDE, shape % 2 == 1, random);
            }
            for (int pixel = i * SIDE * SIDE; pixel < (i + 1) * SIDE * SIDE; pixel++) {
                images[pixel] += (float) (NOISE * random.nextGaussian());
            }
        }
        return UNetModel.data(images, discs);
    }

    private static void draw(float[] images, float[] discs, int at, boolean disc, SplittableRandom random) {
        double radius = random.nextDouble(4, 7);
        double left = random.nextDouble(radius, SIDE - radius);
        double top = random.nextDouble(radius, SIDE - radius);
        float grey = (float) random.nextDouble(0.5, 0.9);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double across = Math.abs(x + 0.5 - left);
                double down = Math.abs(y + 0.5 - top);
                if (disc ? Math.hypot(across, down) < radius : Math.max(across, down) < 0.85 * radius) {
                    images[at + y * SIDE + x] = grey;
                    discs[at + y * SIDE + x] = disc ? 1 : 0;
                }
            }
        }
    }

    /** Pixels found and true over pixels found or true: the intersection over the union. */
    static double overlap(float[] found, float[] truth) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < truth.length; i++) {
            boolean is = truth[i] > 0.5f;
            boolean says = found[i] > 0.5f;
            both += is && says ? 1 : 0;
            either += is || says ? 1 : 0;
        }
        return either == 0 ? 1 : (double) both / either;
    }
}

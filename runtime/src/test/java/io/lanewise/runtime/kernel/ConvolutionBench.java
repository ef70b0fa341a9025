package io.lanewise.runtime.kernel;

import java.util.Arrays;
import java.util.Locale;

/** A small measurement of convolutions and their gradients, as {@link GemmBench} is of products. */
final class ConvolutionBench {
    private ConvolutionBench() {}

    public static void main(String[] arguments) {
        int[][] sizes = {
            {28, 28, 1, 16, 3, 1, 1},
            {28, 28, 1, 32, 5, 1, 1},
            {28, 28, 3, 16, 3, 1, 1},
            {14, 14, 16, 32, 3, 1, 1},
            {32, 32, 3, 16, 3, 1, 1},
            {32, 32, 16, 16, 3, 1, 1},
            {32, 32, 16, 32, 3, 2, 1},
            {16, 16, 32, 32, 3, 1, 1},
            {16, 16, 32, 64, 3, 2, 1},
            {8, 8, 64, 64, 3, 1, 1},
            {14, 14, 64, 64, 1, 1, 1},
            {14, 14, 64, 64, 3, 1, 64},
        };
        for (int[] s : sizes) {
            report(s);
        }
        if (arguments.length == 0) {
            System.out.println(Convolution.takeOvers());
        }
    }

    private static void report(int[] s) {
        int kernel = s[4];
        int stride = s[5];
        int groups = s[6];
        int pad = kernel / 2;
        int outHeight = (s[0] + 2 * pad - kernel) / stride + 1;
        int outWidth = (s[1] + 2 * pad - kernel) / stride + 1;
        int in = s[2];
        Convolution conv = Convolution.of(
                s[0],
                s[1],
                in,
                in == 1 || in == 3 ? in : (in + 15) & -16,
                s[3],
                kernel,
                kernel,
                stride,
                stride,
                1,
                1,
                pad,
                pad,
                outHeight,
                outWidth,
                groups);
        float[] x = GemmTests.numbers(s[0] * s[1] * ((in + 15) & -16), 1);
        float[] w = GemmTests.numbers(kernel * kernel * in * ((s[3] + 15) & -16), 2);
        float[] y = GemmTests.numbers(outHeight * outWidth * ((s[3] + 15) & -16), 3);
        float[] scratch =
                new float[Math.max(conv.imageScratch(), Math.max(conv.resultScratch(), conv.resultScratch()))];
        double work = 2.0 * outHeight * outWidth * s[3] * kernel * kernel * in / groups;
        double[] best = {
            best(work, () -> conv.forward(1, x, 0, w, 0, y, 0, scratch, 0)),
            best(work, () -> conv.image(1, y, 0, w, 0, x, 0, scratch, 0)),
            best(work, () -> conv.filter(Member.ALONE, 1, x, 0, y, 0, w, 0, scratch, 0, false)),
        };
        System.out.printf(
                Locale.ROOT,
                "%-30s forward %8.2f µs %6.1f GFLOP/s   image %8.2f µs %6.1f   filter %8.2f µs %6.1f%n",
                Arrays.toString(s),
                best[0] / 1000,
                work / best[0],
                best[1] / 1000,
                work / best[1],
                best[2] / 1000,
                work / best[2]);
    }

    private static double best(double work, Runnable action) {
        int calls = (int) Math.max(1, 20_000_000 / work);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 120; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                action.run();
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) calls);
        }
        return best;
    }
}

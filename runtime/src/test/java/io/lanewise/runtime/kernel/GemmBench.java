package io.lanewise.runtime.kernel;

import java.util.Locale;

/**
 * A small measurement of the matrix product: run its {@code main} with the vector module. Prints the peak of one core's fused
 * multiply-adds and each size's share of it.
 */
final class GemmBench {
    private GemmBench() {}

    public static void main(String[] arguments) {
        int[][] sizes = {
            {48, 128, 784},
            {6, 32, 256},
            {48, 16, 128},
            {64, 512, 512},
            {48, 1024, 1024},
            {480, 1024, 1024},
            {1, 128, 784},
            {1, 1024, 1024},
            {7, 128, 784},
            {3, 128, 128},
            {4, 16, 16},
            {1, 16, 16},
        };
        for (int[] s : sizes) {
            report("A·B, panels", s[0], s[1], s[2], false, true);
        }
        report("Xᵀ·dY", 784, 128, 64, true, false);
        report("Xᵀ·dY", 1024, 1024, 64, true, false);
        report("dY·W", 64, 784, 128, false, true);
        if (arguments.length == 0) {
            System.out.println(Gemm.takeOvers());
        }
    }

    private static void report(String name, int m, int n, int k, boolean transposed, boolean panels) {
        float[] a = GemmTests.numbers(m * k, 1);
        float[] b = GemmTests.numbers(k * n, 2);
        float[] c = new float[m * n];
        int aRow = transposed ? 1 : k;
        int aColumn = transposed ? m : 1;
        int bRow = panels ? 16 : n;
        int bPanel = panels ? 16 * k : 16;
        long work = 2L * m * n * k;
        int calls = (int) Math.max(1, 20_000_000L / work);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 150; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                Gemm.multiply(m, n, k, a, 0, aRow, aColumn, b, 0, bRow, bPanel, c, 0, n, 16, false);
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) calls);
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d x %5d x %5d  %10.2f µs  %7.1f GFLOP/s%n",
                name,
                m,
                n,
                k,
                best / 1000,
                work / best);
    }
}

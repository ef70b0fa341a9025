package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.runtime.kernel.vector.GradientTiles;
import io.lanewise.runtime.kernel.vector.LargeGradientTiles;
import io.lanewise.runtime.kernel.vector.PackedTiles;
import io.lanewise.runtime.kernel.vector.PanelTiles;
import io.lanewise.runtime.kernel.vector.RowTiles;
import io.lanewise.runtime.kernel.vector.SmallStripTiles;
import io.lanewise.runtime.kernel.vector.StridedTile;
import io.lanewise.runtime.kernel.vector.StripTiles;
import io.lanewise.runtime.kernel.vector.Transposes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GemmTests {
    private static final int[][] SIZES = {
        {1, 16, 1},
        {1, 16, 5},
        {1, 48, 784},
        {1, 272, 33},
        {1, 112, 40},
        {2, 32, 7},
        {3, 80, 17},
        {4, 16, 3},
        {5, 32, 64},
        {6, 32, 16},
        {7, 48, 300},
        {7, 160, 40},
        {8, 16, 257},
        {11, 144, 400},
        {12, 32, 1},
        {13, 16, 900},
        {48, 128, 31},
        {50, 112, 70},
        {205, 48, 30},
        {30, 208, 40},
        {25, 64, 1600},
        {4, 32, 1100},
    };

    /** The definition: one chain of fused multiply-adds for each element. */
    private static float[] expected(
            int m,
            int n,
            int k,
            float[] a,
            int aRow,
            int aColumn,
            float[] b,
            int bRow,
            int bPanel,
            float[] c,
            int cRow,
            int cPanel,
            boolean add) {
        float[] result = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int at = i * cRow + j / 16 * cPanel + j % 16;
                float sum = add ? c[at] : 0;
                for (int t = 0; t < k; t++) {
                    sum = Math.fma(a[i * aRow + t * aColumn], b[j / 16 * bPanel + t * bRow + j % 16], sum);
                }
                result[at] = sum;
            }
        }
        return result;
    }

    @Test
    void everyLayoutAndSizeGivesTheBitsOfTheDefinitionColdAndWarm() {
        for (int round = 0; round < 4; round++) {
            for (int[] size : SIZES) {
                for (int layout = 0; layout < 16; layout++) {
                    check(size[0], size[1], size[2], layout);
                }
            }
        }
    }

    /** Each number of rows has tiles of its own, others of a matrix that does not stay in cache. */
    @Test
    void everyNumberOfRowsGivesTheBitsOfTheDefinition() {
        int n = 432;
        int k = 333;
        for (int round = 0; round < 3; round++) {
            for (int m = 1; m <= 24; m++) {
                check(m, n, k, 2);
                check(m, 144, 35, 2);
            }
            for (int m = 1; m <= 40; m++) {
                check(m, 144, 35, 1);
                check(m, 144, 35, 9);
            }
        }
        for (int m : new int[] {1, 2, 4, 8, 11, 19}) {
            back(m, n, k);
            back(m, 112, k);
            back(m, 144, 35);
        }
    }

    private static void back(int m, int n, int k) {
        float[] a = numbers(m * k, 1);
        float[] b = numbers(k * n, 2);
        float[] c = new float[m * n];
        Gemm.multiply(m, n, k, a, 0, k, 1, b, 0, 16, 16 * k, c, 0, n, 16, false, true);
        assertArrayEquals(expected(m, n, k, a, k, 1, b, 16, 16 * k, new float[m * n], n, 16, false), c);
    }

    private static void check(int m, int n, int k, int layout) {
        boolean transposed = (layout & 1) != 0;
        boolean bPanels = (layout & 2) != 0;
        boolean cPanels = (layout & 4) != 0;
        boolean add = (layout & 8) != 0;
        int aRow = transposed ? 1 : k + 3;
        int aColumn = transposed ? m + 2 : 1;
        float[] a = numbers((m + 3) * (k + 3), 1);
        float[] b = numbers(k * n, 2);
        float[] c = numbers(m * n, 3);
        int bRow = bPanels ? 16 : n;
        int bPanel = bPanels ? 16 * k : 16;
        int cRow = cPanels ? 16 : n;
        int cPanel = cPanels ? 16 * m : 16;
        float[] expected = expected(m, n, k, a, aRow, aColumn, b, bRow, bPanel, c, cRow, cPanel, add);
        Gemm.multiply(m, n, k, a, 0, aRow, aColumn, b, 0, bRow, bPanel, c, 0, cRow, cPanel, add);
        assertArrayEquals(expected, c, () -> m + "x" + n + "x" + k + " layout " + layout);
    }

    @Test
    void everyTileGivesTheBitsOfTheTwinAtEveryEdge() {
        for (int rows = 1; rows <= 12; rows++) {
            for (int n = 16; n <= 160; n += 16) {
                int k = 8 + n / 64 % 2;
                float[] a = numbers(rows * k, 4);
                float[] b = numbers(k * n, 5);
                float[] start = numbers(rows * n, 6);
                for (boolean add : new boolean[] {false, true}) {
                    float[] expected = expected(rows, n, k, a, k, 1, b, 16, 16 * k, start, n, 16, add);
                    if (rows <= 6) {
                        float[] c = start.clone();
                        for (int j = 0; j < n; j += PanelTiles.SIX) {
                            PanelTiles.six(rows, n, j, k, a, 0, k, b, 0, 16 * k, c, 0, n, 16, add);
                        }
                        assertArrayEquals(expected, c);
                        c = start.clone();
                        for (int j = 0; j < n; j += StridedTile.SIX) {
                            StridedTile.six(rows, n, j, k, a, 0, k, 1, b, 0, 16, 16 * k, c, 0, n, 16, add);
                        }
                        assertArrayEquals(expected, c);
                    }
                    float[] c = start.clone();
                    for (int j = 0; j < n; j += PanelTiles.TWELVE) {
                        PanelTiles.twelve(rows, n, j, k, a, 0, k, b, 0, 16 * k, c, 0, n, 16, add);
                    }
                    assertArrayEquals(expected, c);
                    if (StripTiles.HAS && rows % 4 == 0 && n % StripTiles.WIDTH == 0) {
                        c = start.clone();
                        int strips = n / StripTiles.WIDTH;
                        if (!add) {
                            StripTiles.four(rows, 0, StripTiles.WIDTH, strips, k, a, 0, k, b, 0, 16 * k, c, 0, n);
                        }
                        for (int j = 0; add && j < n; j += StripTiles.WIDTH) {
                            for (int i = 0; i < rows; i += 4) {
                                PanelTiles.fourMore(j, k, a, i * k, k, b, 0, 16 * k, c, i * n, n, 16);
                            }
                        }
                        assertArrayEquals(expected, c);
                    }
                    if (StripTiles.HAS && rows % 5 == 0 && !add && n % StripTiles.WIDTH == 0) {
                        c = start.clone();
                        int strips = n / StripTiles.WIDTH;
                        StripTiles.five(rows, 0, StripTiles.WIDTH, strips, k, a, 0, k, b, 0, 16 * k, c, 0, n);
                        assertArrayEquals(expected, c);
                    }
                    if (SmallStripTiles.HAS) {
                        int strips = n / SmallStripTiles.WIDTH;
                        int last = n - SmallStripTiles.WIDTH;
                        if (rows % 6 == 0) {
                            c = start.clone();
                            SmallStripTiles.six(rows, last, -16, strips, k, a, 0, k, b, 0, 16 * k, c, 0, n, 16, add);
                            assertArrayEquals(expected, c);
                        }
                        c = start.clone();
                        SmallStripTiles.five(rows, 0, 16, strips, k, a, 0, k, b, 0, 16 * k, c, 0, n, 16, add);
                        assertArrayEquals(expected, c);
                        // And of a result in panels.
                        int panel = 16 * rows;
                        float[] panels = expected(rows, n, k, a, k, 1, b, 16, 16 * k, start, 16, panel, add);
                        if (rows % 6 == 0) {
                            c = start.clone();
                            SmallStripTiles.six(
                                    rows, last, -16, strips, k, a, 0, k, b, 0, 16 * k, c, 0, 16, panel, add);
                            assertArrayEquals(panels, c);
                        }
                        c = start.clone();
                        SmallStripTiles.five(rows, 0, 16, strips, k, a, 0, k, b, 0, 16 * k, c, 0, 16, panel, add);
                        assertArrayEquals(panels, c);
                    }
                    if (rows <= 3) {
                        c = start.clone();
                        for (int j = 0; j < n; j += PanelTiles.THREE) {
                            PanelTiles.three(rows, n, j, k, a, 0, k, b, 0, 16 * k, c, 0, n, 16, add);
                        }
                        assertArrayEquals(expected, c);
                    }
                    if (StripTiles.HAS && rows == 1 && !add && n % StripTiles.WIDTH == 0) {
                        c = start.clone();
                        int last = n - StripTiles.WIDTH;
                        RowTiles.four(last, -StripTiles.WIDTH, n / StripTiles.WIDTH, k, a, 0, b, 0, 16 * k, c, 0);
                        assertArrayEquals(expected, c);
                    }
                    if (SmallStripTiles.HAS && rows == 1 && n % RowTiles.PANELS == 0) {
                        int last = n - RowTiles.PANELS;
                        int strips = n / RowTiles.PANELS;
                        c = start.clone();
                        RowTiles.panels(last, -RowTiles.PANELS, strips, k, a, 0, b, 0, 16 * k, c, 0, 16, add);
                        assertArrayEquals(expected, c);
                        c = start.clone();
                        RowTiles.panels(0, RowTiles.PANELS, strips, k, a, 0, b, 0, 16 * k, c, 0, 16, add);
                        assertArrayEquals(expected, c);
                        float[] wide = numbers(3 * n, 6);
                        float[] panels = expected(1, n, k, a, k, 1, b, 16, 16 * k, wide, n, 48, add);
                        RowTiles.panels(last, -RowTiles.PANELS, strips, k, a, 0, b, 0, 16 * k, wide, 0, 48, add);
                        assertArrayEquals(panels, wide);
                    }
                    if (rows == 1) {
                        c = start.clone();
                        for (int j = 0; j < n; j += RowTiles.ONE) {
                            RowTiles.one(n, j, k, a, 0, b, 0, 16 * k, c, 0, 16, add);
                        }
                        assertArrayEquals(expected, c);
                    }
                    if (rows == 1) {
                        c = start.clone();
                        for (int j = 0; j < n; j += RowTiles.PAIR) {
                            RowTiles.pair(n, j, k, a, 0, b, 0, 16 * k, c, 0, 16, add);
                        }
                        assertArrayEquals(expected, c);
                    }
                }
            }
        }
    }

    @Test
    void tilesOfAGradientGiveTheBitsOfTheTwin() {
        int n = 128;
        int k = 9;
        float[] a = numbers(12 * k, 4);
        float[] b = numbers(k * n, 5);
        float[] start = numbers(12 * n, 6);
        for (boolean add : new boolean[] {false, true}) {
            float[] expected = expected(12, n, k, a, 1, 12, b, n, 16, start, 16, 192, add);
            float[] c = start.clone();
            for (int j = 0; j < n; j += LargeGradientTiles.TALL) {
                LargeGradientTiles.tall(j, k, a, 0, 12, b, 0, n, c, 0, 16, 192, add);
            }
            assertArrayEquals(expected, c);
            c = start.clone();
            for (int j = 0; j < n; j += GradientTiles.PAIR) {
                for (int i = 0; i < 12; i += 4) {
                    GradientTiles.four(j, k, a, i, 12, b, 0, n, c, i * 16, 16, 192, add);
                }
            }
            assertArrayEquals(expected, c);
            c = start.clone();
            for (int j = 0; j < n; j += LargeGradientTiles.WIDE) {
                for (int i = 0; i < 12; i += 4) {
                    LargeGradientTiles.wide(j, k, a, i, 12, b, 0, n, c, i * 16, 16, 192, add);
                }
            }
            assertArrayEquals(expected, c);
            c = start.clone();
            for (int j = 0; j < n; j += GradientTiles.TWELVE) {
                GradientTiles.twelve(j, k, a, 0, 12, b, 0, n, c, 0, 16, 192, add);
            }
            assertArrayEquals(expected, c);
        }
    }

    @Test
    void tilesOfPackedMatricesGiveTheBitsOfTheTwin() {
        assumeTrue(PackedTiles.HAS);
        int n = 48;
        int k = 11;
        int row = 70;
        float[] a = numbers(k * row, 4);
        float[] b = numbers(k * row, 5);
        float[] start = numbers(16 * n, 6);
        float[] packed = new float[16 * k + n * k];
        PackedTiles.pack(1, 1, k, a, 3, 0, row, packed, 0, 16 * k);
        PackedTiles.pack(3, 1, k, b, 5, 0, row, packed, 16 * k, 16 * k);
        float[] left = Arrays.copyOfRange(a, 3, a.length);
        float[] right = Arrays.copyOfRange(b, 5, b.length);
        int width = PackedTiles.WIDTH;
        for (boolean add : new boolean[] {false, true}) {
            for (int m = 1; m <= 16; m++) {
                float[] expected = expected(m, n, k, left, 1, row, right, row, 16, start, 16, 256, add);
                float[] c = start.clone();
                PackedTiles.five(m, 0, width, n / width, k, packed, 0, 1, packed, 16 * k, 16 * k, c, 0, 16, 256, add);
                assertArrayEquals(expected, c);
                if (m % 6 == 0) {
                    c = start.clone();
                    PackedTiles.six(
                            m, n - width, -width, n / width, k, packed, 0, 1, packed, 16 * k, 16 * k, c, 0, 16, 256,
                            add);
                    assertArrayEquals(expected, c);
                }
            }
        }
    }

    @Test
    void packingCopiesLinesOfRowsAndWritesNothingBeside() {
        float[] from = numbers(600, 4);
        for (int round = 0; round < 50; round++) {
            for (int columns : new int[] {1, 15, 16, 40}) {
                float[] to = new float[3 * 112 + 7];
                Arrays.fill(to, -9);
                float[] expected = to.clone();
                for (int j = 0; j < columns; j++) {
                    for (int y = 0; y < 3; y++) {
                        for (int t = 0; t < 2; t++) {
                            expected[7 + j / 16 * 112 + (y * 2 + t) * 16 + j % 16] = from[20 + j + y * 150 + t * 50];
                        }
                    }
                }
                Packing.pack(columns, 3, 2, from, 20, 150, 50, to, 7, 112);
                assertArrayEquals(expected, to);
            }
        }
    }

    @Test
    void whatASliceLeavesIsCopiedFromWhereItEnds() {
        float[] from = numbers(600, 4);
        for (int done : new int[] {0, 2, 5, 7, 15}) {
            float[] to = new float[3 * 5 * 16];
            float[] expected = new float[to.length];
            for (int row = done; row < 15; row++) {
                System.arraycopy(from, 7 + row / 5 * 150 + row % 5 * 20, expected, row * 16, 16);
            }
            Packing.copy(0, 16, done, 3, 5, from, 7, 150, 20, to, 0, 240);
            assertArrayEquals(expected, to, "from row " + done);
        }
    }

    @Test
    void rowsThatFillTilesAreAsManyAsAreAskedForOrSixteen() {
        assertEquals(SmallStripTiles.HAS ? 16 : 4, Gemm.fullTiles(4));
        for (int part : new int[] {8, 9, 13, 14}) {
            assertEquals(SmallStripTiles.HAS ? 16 : part, Gemm.fullTiles(part));
        }
        for (int full : new int[] {5, 6, 10, 11, 12, 15, 16, 20}) {
            assertEquals(full, Gemm.fullTiles(full));
        }
    }

    @Test
    void arraysToPackIntoAreKept() {
        float[] first = Spare.take(5_000_000);
        float[] second = Spare.take(5_000_000);
        assertNotSame(first, second);
        Spare.give(first);
        assertSame(first, Spare.take(4_000_000));
        Spare.give(first);
        Spare.give(second);
    }

    @Test
    void noStepsGiveZerosAndNoRowsNothing() {
        float[] c = numbers(32, 7);
        float[] before = c.clone();
        Gemm.multiply(0, 16, 3, new float[0], 0, 3, 1, new float[48], 0, 16, 48, c, 0, 16, 16, false);
        assertArrayEquals(before, c);
        Gemm.multiply(2, 16, 0, new float[0], 0, 0, 1, new float[0], 0, 16, 0, c, 0, 16, 16, true);
        assertArrayEquals(before, c);
        Gemm.multiply(2, 16, 0, new float[0], 0, 0, 1, new float[0], 0, 16, 0, c, 0, 16, 16, false);
        assertArrayEquals(new float[32], c);
        Gemm.multiply(2, 16, 0, new float[0], 0, 1, 2, new float[0], 0, 16, 16, before, 0, 16, 16, false);
        assertArrayEquals(new float[32], before);
        Gemm.multiply(2, 16, 0, new float[0], 0, 1, 2, new float[0], 0, 16, 16, before, 0, 16, 16, true);
        assertArrayEquals(new float[32], before);
    }

    @Test
    void infinitiesAndNanComeThroughAsInTheDefinition() {
        float[] a = numbers(6 * 20, 8);
        float[] b = numbers(20 * 32, 9);
        a[21] = Float.POSITIVE_INFINITY;
        a[47] = Float.NaN;
        b[100] = Float.NEGATIVE_INFINITY;
        float[] c = new float[6 * 32];
        Gemm.multiply(6, 32, 20, a, 0, 20, 1, b, 0, 16, 320, c, 0, 32, 16, false);
        assertArrayEquals(expected(6, 32, 20, a, 20, 1, b, 16, 320, new float[6 * 32], 32, 16, false), c);
    }

    @Test
    void columnsThatAreNotPaddedAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Gemm.multiply(
                        1, 10, 1, new float[1], 0, 1, 1, new float[10], 0, 16, 16, new float[10], 0, 16, 16, false));
        assertTrue(refused.getMessage().contains("10"));
    }

    @Test
    void transposeMovesEveryElementAndPadsWithZeros() {
        for (int[] size : new int[][] {{1, 1}, {3, 20}, {16, 16}, {17, 33}, {40, 5}}) {
            int k = size[0];
            int n = size[1];
            float[] from = numbers(7 + k * pad(n), 10);
            float[] to = numbers(5 + n * pad(k), 11);
            Moves.transpose(k, n, from, 7, to, 5);
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < pad(k); i++) {
                    float expected = i < k ? from[7 + j / 16 * 16 * k + i * 16 + j % 16] : 0;
                    assertEquals(expected, to[5 + i / 16 * 16 * n + j * 16 + i % 16]);
                }
            }
        }
    }

    @Test
    void aBlockIsTransposedInRegisters() {
        assumeTrue(Transposes.HAS, "Vectors have fewer than 16 lanes");
        float[] from = numbers(300, 12);
        float[] to = new float[300];
        Transposes.block(from, 5, to, 9);
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 16; j++) {
                assertEquals(from[5 + i * 16 + j], to[9 + j * 16 + i]);
            }
        }
    }

    static int pad(int n) {
        return n + 15 & ~15;
    }

    /** Numbers of different sizes and signs, so that every order of summation has other bits. */
    static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (float) random.nextGaussian() * (random.nextInt(8) == 0 ? 100 : 1);
        }
        return result;
    }
}

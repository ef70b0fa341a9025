package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TablesTests {
    private static final int ROW = 48;

    @Test
    void gathersRowsByNumber() {
        float[] table = new float[3 + 4 * 16];
        for (int i = 0; i < table.length; i++) {
            table[i] = i;
        }
        float[] rows = new float[2 + 3 * 16];
        Tables.gather(3, 16, table, 3, new int[] {9, 2, 0, 2}, 1, rows, 2);
        for (int j = 0; j < 16; j++) {
            assertEquals(3 + 2 * 16 + j, rows[2 + j]);
            assertEquals(3 + j, rows[2 + 16 + j]);
            assertEquals(3 + 2 * 16 + j, rows[2 + 2 * 16 + j]);
        }
    }

    /** Sums of numbers whose order shows: alone and by members, each of some columns. */
    @Test
    void addsRowsInTheirOrderWhoeverDoes() {
        int count = 200;
        float[] from = new float[count * ROW];
        int[] indices = new int[count];
        for (int i = 0; i < from.length; i++) {
            from[i] = (Rng.bits(7, i) >> 8) * 0x1p-10f;
        }
        for (int i = 0; i < count; i++) {
            indices[i] = (Rng.bits(9, i) >>> 8) % 5;
        }
        float[] expected = new float[5 * ROW];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < ROW && indices[i] != 3; j++) {
                expected[indices[i] * ROW + j] += from[i * ROW + j];
            }
        }
        float[] alone = new float[5 * ROW];
        Arrays.fill(alone, Float.NaN);
        Tables.scatter(count, ROW, from, 0, indices, 0, 3, alone, 0, 5, false);
        assertArrayEquals(expected, alone);
        for (int members = 1; members <= 4; members++) {
            float[] shared = new float[5 * ROW];
            Arrays.fill(shared, Float.NaN);
            for (int member = 0; member < members; member++) {
                Tables.scatter(
                        new Member(null, member, members), count, ROW, from, 0, indices, 0, 3, shared, 0, 5, false);
            }
            assertArrayEquals(expected, shared, members + " members");
        }
    }

    @Test
    void sinusoidsAreThoseOfThePaper() {
        float[] table = Tables.sinusoids(9, 5);
        for (int t = 0; t < 9; t++) {
            for (int j = 0; j < 16; j++) {
                double angle = t / Math.pow(10_000, (j - j % 2) / 5.0);
                double expected = j >= 5 ? 0 : j % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
                assertEquals(expected, table[t * 16 + j], Math.ulp((float) expected), t + ", " + j);
            }
        }
    }

    @Test
    void transposesRowsIntoPanels() {
        for (int k : new int[] {1, 15, 16, 17, 40}) {
            for (int n : new int[] {1, 16, 33}) {
                int row = n + 15 & -16;
                float[] from = new float[k * row];
                for (int i = 0; i < from.length; i++) {
                    from[i] = i + 1;
                }
                float[] to = new float[n * (k + 15 & -16)];
                Arrays.fill(to, Float.NaN);
                Moves.transposeRows(k, n, from, 0, to, 0);
                float[] byMembers = new float[to.length];
                for (int member = 0; member < 3; member++) {
                    Moves.transposeRows(new Member(null, member, 3), k, n, from, 0, byMembers, 0);
                }
                for (int j = 0; j < n; j++) {
                    for (int i = 0; i < (k + 15 & -16); i++) {
                        float expected = i < k ? from[i * row + j] : 0;
                        assertEquals(expected, to[i / 16 * 16 * n + j * 16 + i % 16], k + "×" + n);
                    }
                }
                assertArrayEquals(to, byMembers);
            }
        }
    }
}

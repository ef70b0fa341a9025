package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.runtime.initializer.Initializer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorLayoutTests {
    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,15", "5,16", "2,17", "7,49", "16,33"})
    void aMatrixLiesInPanelsOf16ColumnsPaddedWithZeros(int in, int out) {
        TensorLayout layout = TensorLayout.matrix("w", 32, in, out, Initializer.zeros());
        assertEquals(List.of(out, in), layout.shape());
        float[] disk = counting(in * out);
        float[] flat = new float[32 + layout.length() + 5];
        Arrays.fill(flat, -1);
        layout.fromDisk(disk, flat);
        float[] expected = new float[flat.length];
        Arrays.fill(expected, 0, 32, -1);
        Arrays.fill(expected, 32 + layout.length(), expected.length, -1);
        for (int k = 0; k < in; k++) {
            for (int j = 0; j < out; j++) {
                expected[32 + (j / 16) * (in * 16) + k * 16 + j % 16] = disk[j * in + k];
            }
        }
        assertArrayEquals(expected, flat);
        assertArrayEquals(disk, layout.toDisk(flat));
    }

    @Test
    void aVectorIsPaddedWithZeros() {
        TensorLayout layout = TensorLayout.vector("b", 0, 18, Initializer.zeros());
        assertEquals(32, layout.length());
        float[] flat = new float[32];
        Arrays.fill(flat, -1);
        layout.fromDisk(counting(18), flat);
        assertArrayEquals(Arrays.copyOf(counting(18), 32), flat);
        assertArrayEquals(counting(18), layout.toDisk(flat));
    }

    /** Behind a flattened image of 2×3×2, input (h, w, c) is number (h · 3 + w) · 2 + c here and c · 6 + h · 3 + w on disk. */
    @Test
    void inputsOfAFlattenedImageAreChannelsFirstOnDisk() {
        TensorLayout layout = TensorLayout.matrix("w", 0, 12, 2, Initializer.zeros(), 2, 3, 2);
        float[] disk = counting(24);
        float[] flat = new float[layout.length()];
        layout.fromDisk(disk, flat);
        for (int j = 0; j < 2; j++) {
            for (int h = 0; h < 2; h++) {
                for (int w = 0; w < 3; w++) {
                    for (int c = 0; c < 2; c++) {
                        assertEquals(disk[j * 12 + c * 6 + h * 3 + w], flat[((h * 3 + w) * 2 + c) * 16 + j]);
                    }
                }
            }
        }
        assertArrayEquals(disk, layout.toDisk(flat));
    }

    @Test
    void aSignatureRefusesWhatOverlaps() {
        Signature.Builder overlap = Signature.builder("M")
                .vector("a", 0, 17, Initializer.zeros())
                .vector("b", 16, 3, Initializer.zeros())
                .length(64);
        assertThrows(IllegalArgumentException.class, overlap::build);
        Signature.Builder beyond =
                Signature.builder("M").vector("a", 0, 17, Initializer.zeros()).length(16);
        assertThrows(IllegalArgumentException.class, beyond::build);
        Signature.Builder twice =
                Signature.builder("M").input("x", 3).input("x", 4).length(0);
        assertThrows(IllegalArgumentException.class, twice::build);
        assertThrows(
                IllegalArgumentException.class, () -> TensorLayout.matrix("w", 0, 12, 2, Initializer.zeros(), 2, 3, 3));
    }

    /** Column p · units + u in memory, the p-th piece of unit u, is row u · pieces + p on disk. */
    @ParameterizedTest
    @CsvSource({"1,1,1", "3,5,3", "2,16,2", "4,11,3", "1,17,4"})
    void thePiecesOfAMaxoutStandTogetherOnDisk(int in, int units, int pieces) {
        TensorLayout layout = TensorLayout.matrix("w", 16, in, units * pieces, Initializer.zeros())
                .inPieces(pieces);
        float[] disk = counting(in * units * pieces);
        float[] flat = new float[16 + layout.length()];
        layout.fromDisk(disk, flat);
        for (int k = 0; k < in; k++) {
            for (int u = 0; u < units; u++) {
                for (int p = 0; p < pieces; p++) {
                    int j = p * units + u;
                    assertEquals(disk[(u * pieces + p) * in + k], flat[16 + (j / 16) * (in * 16) + k * 16 + j % 16]);
                }
            }
        }
        assertArrayEquals(disk, layout.toDisk(flat));
    }

    @Test
    void aTensorKeepsItsOrder() {
        TensorLayout layout = TensorLayout.tensor("t", 0, Initializer.zeros(), List.of(2, 3, 4));
        assertEquals(List.of(2, 3, 4), layout.shape());
        assertEquals(32, layout.length());
        float[] flat = new float[32];
        layout.fromDisk(counting(24), flat);
        assertArrayEquals(Arrays.copyOf(counting(24), 32), flat);
        assertArrayEquals(counting(24), layout.toDisk(flat));
    }

    /** Such as the projections of an attention: on disk one behind the other, in memory each in panels of its own. */
    @Test
    void groupsOfColumnsBeginNewPanels() {
        int in = 3;
        int width = 17;
        TensorLayout layout =
                TensorLayout.matrix("w", 32, in, 2 * width, Initializer.zeros()).inGroups(2);
        assertEquals(2 * in * 32, layout.length());
        assertEquals(List.of(2 * width, in), layout.shape());
        float[] disk = new float[2 * width * in];
        for (int i = 0; i < disk.length; i++) {
            disk[i] = i + 1;
        }
        float[] flat = new float[32 + layout.length()];
        java.util.Arrays.fill(flat, 32, flat.length, Float.NaN);
        layout.fromDisk(disk, flat);
        for (int group = 0; group < 2; group++) {
            for (int k = 0; k < in; k++) {
                for (int j = 0; j < 32; j++) {
                    float expected = j < width ? disk[(group * width + j) * in + k] : 0;
                    assertEquals(expected, flat[32 + group * in * 32 + j / 16 * 16 * in + k * 16 + j % 16]);
                }
            }
        }
        assertArrayEquals(disk, layout.toDisk(flat));
        assertThrows(IllegalArgumentException.class, () -> layout.inGroups(5));
    }

    /** An orthogonal start of one tensor would be something else than that of each of its groups. */
    @Test
    void groupsStartEachByItself() {
        float[] start = TensorLayout.matrix("w", 0, 3, 6, Initializer.identity(2))
                .inGroups(2)
                .start(1);
        for (int i = 0; i < start.length; i++) {
            assertEquals(i % 9 / 3 == i % 3 ? 2 : 0, start[i]);
        }
    }

    @Test
    void aTableLiesInRowsOfWhichOneMayStartAsZeros() {
        TensorLayout layout =
                TensorLayout.table("e", 16, 3, 5, Initializer.constant(0.5f)).withZeroRow(1);
        assertEquals(48, layout.length());
        assertEquals(List.of(3, 5), layout.shape());
        float[] start = layout.start(1);
        float[] flat = new float[64];
        java.util.Arrays.fill(flat, 16, 64, Float.NaN);
        layout.fromDisk(start, flat);
        for (int i = 0; i < 48; i++) {
            assertEquals(i % 16 < 5 && i / 16 != 1 ? 0.5f : 0, flat[16 + i]);
        }
        assertArrayEquals(start, layout.toDisk(flat));
        assertThrows(IllegalArgumentException.class, () -> layout.withZeroRow(3));
    }

    @Test
    void saysWhatTrainingDoesWithIt() {
        Signature signature = Signature.builder("M")
                .vector("a", 0, 3, Initializer.zeros())
                .regularized(0.5f, 0.25f)
                .constrained(Constraint.maxNorm(3))
                .frozen()
                .vector("b", 16, 3, Initializer.zeros())
                .length(32)
                .build();
        TensorLayout a = signature.parameters().get(0);
        TensorLayout b = signature.parameters().get(1);
        assertEquals(
                List.of(true, 0.5f, 0.25f, Constraint.maxNorm(3)), List.of(a.frozen(), a.l1(), a.l2(), a.constraint()));
        assertEquals(List.of(false, 0f, 0f), List.of(b.frozen(), b.l1(), b.l2()));
        assertEquals(null, b.constraint());
        assertThrows(IllegalArgumentException.class, () -> a.inPieces(2));
    }
}

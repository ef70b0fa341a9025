package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.kernel.Team;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTests {
    private static final Initializer ZEROS = Initializer.zeros();

    /** A matrix, a bias and a tensor, all under one constraint; a frozen matrix and a free one beside them. */
    private static Signature signature(int in, int out, Constraint constraint) {
        int matrix = in * ((out + 15) / 16 * 16);
        int vector = (out + 15) / 16 * 16;
        return Signature.builder("M")
                .matrix("w", 0, in, out, ZEROS)
                .constrained(constraint)
                .vector("b", matrix, out, ZEROS)
                .constrained(constraint)
                .tensor("t", matrix + vector, ZEROS, 2, 3)
                .constrained(constraint)
                .matrix("frozen", matrix + vector + 16, in, out, ZEROS)
                .constrained(constraint)
                .frozen()
                .matrix("free", 2 * matrix + vector + 16, in, out, ZEROS)
                .length(3 * matrix + vector + 16)
                .build();
    }

    private static float[] random(Signature signature, double scale) {
        Random random = new Random(7);
        float[] flat = new float[signature.parameterFloats()];
        for (TensorLayout layout : signature.parameters()) {
            float[] disk = new float[layout.count()];
            for (int i = 0; i < disk.length; i++) {
                disk[i] = (float) (scale * random.nextGaussian());
            }
            layout.fromDisk(disk, flat);
        }
        return flat;
    }

    /** Keras's rule with {@code axis=0}, in double, on the order of disk: a unit is a row there. */
    private static double[] expected(TensorLayout layout, float[] disk, Constraint constraint) {
        int units = layout.isMatrix() ? layout.shape().get(0) : 1;
        int size = disk.length / units;
        double[] expected = new double[disk.length];
        for (int unit = 0; unit < units; unit++) {
            double square = 0;
            for (int i = unit * size; i < (unit + 1) * size; i++) {
                square += (double) disk[i] * disk[i];
            }
            double norm = Math.sqrt(square);
            for (int i = unit * size; i < (unit + 1) * size; i++) {
                expected[i] = switch (constraint.kind()) {
                    case NON_NEGATIVE -> Math.max(0, disk[i]);
                    case MAX_NORM -> norm > constraint.value() ? disk[i] * constraint.value() / norm : disk[i];
                    case UNIT_NORM -> norm > 0 ? disk[i] / norm : 0;
                };
            }
        }
        return expected;
    }

    private static void check(int in, int out, Constraint constraint, double scale) {
        Signature signature = signature(in, out, constraint);
        float[] before = random(signature, scale);
        float[] after = before.clone();
        signature.constraints().apply(after);
        for (TensorLayout layout : signature.parameters()) {
            float[] found = layout.toDisk(after);
            if (layout.name().startsWith("fr")) {
                assertArrayEquals(layout.toDisk(before), found, layout.name());
                continue;
            }
            double[] expected = expected(layout, layout.toDisk(before), constraint);
            for (int i = 0; i < found.length; i++) {
                assertEquals(expected[i], found[i], 1e-7 * Math.abs(expected[i]), layout.name() + " " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33})
    void everyUnitMeetsWhatIsAsked(int size) {
        for (double scale : new double[] {0.01, 1, 100}) {
            check(size, 7, Constraint.maxNorm(2), scale);
            check(5, size, Constraint.maxNorm(0.5f), scale);
            check(size, 5, Constraint.nonNegative(), scale);
            check(size, size, Constraint.unitNorm(), scale);
        }
    }

    /** Weights of a transposed convolution, [in, out / groups, pixels] on disk: a unit is a filter, whatever the order of memory. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "4, 6, 3, 1", "4, 6, 3, 2", "34, 3, 6, 1", "36, 6, 1, 2", "40, 4, 2, 4"})
    void aFilterThatLiesAcrossColumnsMeetsWhatIsAsked(int in, int out, int pixels, int groups) {
        int depth = out / groups;
        for (Constraint kind : new Constraint[] {Constraint.maxNorm(0.5f), Constraint.unitNorm()}) {
            Signature signature = Signature.builder("M")
                    .matrix("w", 0, pixels * depth, in, ZEROS, 1, pixels, depth)
                    .shaped(in, depth, 1, pixels)
                    .constrained(kind.across(depth, groups))
                    .length((in + 15) / 16 * 16 * pixels * depth)
                    .build();
            float[] w = random(signature, 1);
            TensorLayout layout = signature.parameters().get(0);
            float[] before = layout.toDisk(w);
            float[] shared = w.clone();
            signature.constraints().apply(w);
            float[] after = layout.toDisk(w);
            double[] squares = new double[out];
            for (int i = 0; i < before.length; i++) {
                squares[filter(i, in, depth, pixels, groups)] += (double) before[i] * before[i];
            }
            for (int i = 0; i < after.length; i++) {
                double norm = Math.sqrt(squares[filter(i, in, depth, pixels, groups)]);
                boolean stays = kind.kind() == Constraint.Kind.MAX_NORM && norm <= kind.value();
                double expected = stays ? before[i] : before[i] * kind.value() / norm;
                assertEquals(expected, after[i], 1e-7 * Math.abs(expected), "number " + i);
            }
            Team team = Team.of(3);
            if (team != null) {
                assertTrue(team.enter());
                team.run(member -> signature.constraints().apply(shared, member));
                team.leave();
                assertArrayEquals(w, shared);
            }
        }
    }

    /** The filter that number {@code i} on disk belongs to. */
    private static int filter(int i, int in, int depth, int pixels, int groups) {
        int group = i / (depth * pixels) / (in / groups);
        return group * depth + i / pixels % depth;
    }

    @Test
    void zerosStayZeros() {
        Signature signature = signature(3, 5, Constraint.unitNorm());
        float[] w = new float[signature.parameterFloats()];
        signature.constraints().apply(w);
        assertArrayEquals(new float[w.length], w);
    }

    @Test
    void aTeamComputesTheSameBits() {
        Team team = Team.of(4);
        Assumptions.assumeTrue(team != null, "one processor");
        for (Constraint constraint :
                new Constraint[] {Constraint.maxNorm(0.5f), Constraint.nonNegative(), Constraint.unitNorm()}) {
            Signature signature = signature(33, 70, constraint);
            float[] alone = random(signature, 1);
            float[] shared = alone.clone();
            signature.constraints().apply(alone);
            assertTrue(team.enter());
            team.run(member -> signature.constraints().apply(shared, member));
            team.leave();
            assertArrayEquals(alone, shared);
        }
    }

    @Test
    void knowsWhetherThereIsNothingToDo() {
        assertFalse(signature(3, 5, Constraint.unitNorm()).constraints().isEmpty());
        Signature plain =
                Signature.builder("M").vector("b", 0, 5, ZEROS).length(16).build();
        assertTrue(plain.constraints().isEmpty());
    }

    @Test
    void aLargestNormMustBeAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> Constraint.maxNorm(0));
        assertThrows(IllegalArgumentException.class, () -> Constraint.maxNorm(Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> Constraint.maxNorm(Float.POSITIVE_INFINITY));
    }
}

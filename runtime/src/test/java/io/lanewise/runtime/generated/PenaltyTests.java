package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PenaltyTests {
    private static final Initializer ZEROS = Initializer.zeros();

    private static final Signature SIGNATURE = Signature.builder("M")
            .matrix("both", 0, 17, 33, ZEROS)
            .regularized(0.5f, 0.25f)
            .vector("first", 17 * 48, 33, ZEROS)
            .regularized(0.125f, 0)
            .tensor("second", 17 * 48 + 48, ZEROS, 3, 7)
            .regularized(0, 2)
            .vector("frozen", 17 * 48 + 48 + 32, 5, ZEROS)
            .regularized(1, 1)
            .frozen()
            .vector("free", 17 * 48 + 48 + 48, 5, ZEROS)
            .length(17 * 48 + 48 + 64)
            .build();

    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] flat = new float[SIGNATURE.parameterFloats()];
        for (TensorLayout layout : SIGNATURE.parameters()) {
            float[] disk = new float[layout.count()];
            for (int i = 0; i < disk.length; i++) {
                disk[i] = i % 5 == 0 ? 0 : (float) random.nextGaussian();
            }
            layout.fromDisk(disk, flat);
        }
        return flat;
    }

    @Test
    void isTheSumOfAbsoluteValuesAndSquares() {
        float[] w = random(1);
        double expected = 0;
        for (TensorLayout layout : SIGNATURE.parameters()) {
            for (float x : layout.toDisk(w)) {
                expected += layout.frozen() ? 0 : layout.l1() * Math.abs(x) + layout.l2() * x * x;
            }
        }
        assertEquals(expected, Penalty.of(SIGNATURE).of(w), 1e-7 * expected);
    }

    @Test
    void addsItsGradient() {
        float[] w = random(1);
        float[] g = random(2);
        float[] before = g.clone();
        Penalty.of(SIGNATURE).addGradient(w, g, Member.ALONE);
        for (TensorLayout layout : SIGNATURE.parameters()) {
            float[] weights = layout.toDisk(w);
            float[] old = layout.toDisk(before);
            float[] found = layout.toDisk(g);
            for (int i = 0; i < found.length; i++) {
                double own = layout.l1() * Math.signum(weights[i]) + 2 * layout.l2() * weights[i];
                double expected = layout.frozen() ? old[i] : old[i] + own;
                assertEquals(expected, found[i], 3e-7 * (Math.abs(own) + Math.abs(old[i])), layout.name() + " " + i);
            }
        }
    }

    @Test
    void aTeamAddsTheSameBits() {
        Team team = Team.of(4);
        Assumptions.assumeTrue(team != null, "one processor");
        float[] w = random(1);
        float[] alone = random(2);
        float[] shared = alone.clone();
        Penalty penalty = Penalty.of(SIGNATURE);
        penalty.addGradient(w, alone, Member.ALONE);
        assertTrue(team.enter());
        team.run(member -> penalty.addGradient(w, shared, member));
        team.leave();
        assertArrayEquals(alone, shared);
    }

    @Test
    void aFactorMustNotBeNegative() {
        Signature.Builder builder = Signature.builder("M").vector("b", 0, 5, ZEROS);
        assertThrows(IllegalArgumentException.class, () -> builder.regularized(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> builder.regularized(0, Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> builder.regularized(Float.POSITIVE_INFINITY, 0));
        assertThrows(IllegalStateException.class, () -> Signature.builder("M").frozen());
    }
}

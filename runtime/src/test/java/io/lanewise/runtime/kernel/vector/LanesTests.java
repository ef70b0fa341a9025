package io.lanewise.runtime.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

final class LanesTests {
    @Test
    void sixteenVirtualLanesAreWholeHardwareVectors() {
        assertTrue(Lanes.LENGTH == 4 || Lanes.LENGTH == 8 || Lanes.LENGTH == 16, "lanes: " + Lanes.LENGTH);
        assertEquals(Lanes.LENGTH, Lanes.I.length());
    }

    @Test
    void theLanesBelowACountAreKeptAndTheOthersZero() {
        FloatVector v = FloatVector.broadcast(Lanes.S, Float.NaN);
        for (int count = -1; count <= Lanes.LENGTH + 1; count++) {
            float[] kept = new float[Lanes.LENGTH];
            Lanes.keepBelow(v, count).intoArray(kept, 0);
            for (int i = 0; i < Lanes.LENGTH; i++) {
                assertEquals(Float.floatToIntBits(i < count ? Float.NaN : 0f), Float.floatToIntBits(kept[i]));
                assertEquals(i < count, Lanes.below(count).laneIsSet(i));
            }
        }
    }

    @Test
    void iotaCountsFromZero() {
        int[] iota = new int[Lanes.LENGTH];
        Lanes.iota().intoArray(iota, 0);
        for (int i = 0; i < iota.length; i++) {
            assertEquals(i, iota[i]);
        }
    }
}

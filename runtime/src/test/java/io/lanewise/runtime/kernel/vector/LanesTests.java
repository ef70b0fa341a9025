package io.lanewise.runtime.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LanesTests {
    @Test
    void sixteenVirtualLanesAreWholeHardwareVectors() {
        assertTrue(Lanes.LENGTH == 4 || Lanes.LENGTH == 8 || Lanes.LENGTH == 16, "lanes: " + Lanes.LENGTH);
        assertEquals(Lanes.LENGTH, Lanes.I.length());
    }
}

package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScratchTests {
    @Test
    void oneThatIsGivenBackIsTakenAgain() {
        Scratch scratch = new Scratch(10);
        float[] first = scratch.take();
        assertEquals(10, first.length);
        scratch.give(first);
        assertSame(first, scratch.take());
    }

    @Test
    void noneIsTakenTwiceHoweverManyAreNeeded() {
        Scratch scratch = new Scratch(1);
        Set<float[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                taken.add(scratch.take());
            }
            assertEquals(100, taken.size());
            taken.forEach(scratch::give);
            taken.clear();
        }
    }
}

package io.lanewise.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Back;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where buffers lie that are not needed at the same time. */
final class OffsetsTests {
    private static Buffer buffer(String name, long length, int from, int to) {
        Buffer buffer = new Buffer(name, true, length, from);
        buffer.to = to;
        return buffer;
    }

    @Test
    void aSmallBufferFirstTakesTheRoomOfALargeOne() {
        Buffer before = buffer("before", 100, 0, 2);
        Buffer kept = buffer("kept", 50, 1, 9);
        Buffer small = buffer("small", 10, 3, 9);
        Buffer behind = buffer("behind", 100, 4, 5);
        Arena inTime = new Arena(new Arena(), List.of(before, kept, small, behind));
        assertEquals(250, inTime.perExample());
        Arena bySize = new Arena(new Arena(), List.of(before, behind, kept, small));
        assertEquals(160, bySize.perExample());
        assertEquals(0, behind.offset);
        assertTrue(bySize.isLessThan(inTime));
        assertFalse(inTime.isLessThan(inTime));
    }

    /** The gradients of what goes into its gates take the place of that, and smaller values do not lie in its midst. */
    @Test
    void anLstmInTrainingHasWhatGoesIntoItsGatesOnce() {
        Back back = Back.of("M", """
                @Model interface M {
                    @Input(shape = {100, 32}, axis = "time") Tensor x();
                    @Lstm(units = 64) Tensor last(Tensor x);
                    @Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor last);
                }
                """);
        Matcher found = Pattern.compile("\\+ ([\\d,]+) an example to train").matcher(back.file("MModel"));
        assertTrue(found.find());
        long bytes = Long.parseLong(found.group(1).replace(",", ""));
        // Of each step 256 numbers that go into the gates, 8 times 64 that come out of them or are kept; and some more.
        assertTrue(bytes < 4 * (100 * (256 + 8 * 64) + 1024), () -> bytes + " bytes");
    }
}

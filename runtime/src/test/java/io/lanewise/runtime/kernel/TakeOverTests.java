package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TakeOverTests {
    private static final int ROWS = 100;

    private final TakeOver takeOver = TakeOver.of(Vectors.of(TakeOverTests.class), "test");

    /** One call of 100 rows with these times for a row. */
    private long call(long vectorRow, long scalarRow) {
        int at = takeOver.slice(7, 7 + ROWS);
        assertTrue(at >= 7 && at <= 7 + ROWS, "slice ends at " + at);
        int rows = at - 7;
        takeOver.timed(rows, rows * vectorRow, ROWS - rows, (ROWS - rows) * scalarRow);
        return rows;
    }

    @Test
    void theFirstCallIsTheTwins() {
        assertEquals(0, call(1, 1_000_000));
        assertTrue(takeOver.pending());
    }

    @Test
    void aCallStaysWithinTwiceTheTwins() {
        int dear = 0;
        for (int i = 0; i < 20_000; i++) {
            long rows = call(50_000, 10_000);
            // Five rows of vectors take half of what the twin takes for all.
            assertTrue(i < 2 || rows <= 11, rows + " rows in call " + i);
            dear += rows > 0 ? 1 : 0;
            if (takeOver.warm()) {
                break;
            }
        }
        assertTrue(dear > 0, "no slice was given");
    }

    @Test
    void whatIsTooDearForACallIsPaidFromSavings() {
        long vector = 0;
        long all = 0;
        int slices = 0;
        for (int i = 0; i < 20_000; i++) {
            // One row of vectors takes ten times as long as the whole call of the twin.
            long rows = call(1_000_000, 1_000);
            vector += rows * 1_000_000;
            all += (ROWS - rows) * 1_000;
            slices += rows > 0 ? 1 : 0;
        }
        assertTrue(slices > 100, slices + " slices");
        assertTrue(vector <= 0.3 * all + 10_000_000, vector + " ns in slices against " + all);
    }

    @Test
    void whatIsCalledNoMoreIsForgotten() {
        takeOver.hurry(true);
        assertFalse(takeOver.used());
        call(1, 1);
        assertTrue(takeOver.used());
        takeOver.forget();
        assertFalse(takeOver.used());
        call(1, 1);
        assertTrue(takeOver.used());
        takeOver.hurry(false);
    }

    @Test
    void aKernelWhoseFormsDisagreeStaysScalar() {
        List<TakeOver> asked = new ArrayList<>();
        takeOver.proof(kernel -> {
            asked.add(kernel);
            kernel.trial(false);
            assertEquals(3, kernel.slice(3, 50), "the twin computes nothing in its trial");
            kernel.trial(true);
            assertEquals(50, kernel.slice(3, 50), "the vector form computes a part only in its trial");
            assertTrue(kernel.trial(false), "not called");
            return false;
        });
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, call(1_000, 1_000_000), "rows given to a wrong form");
        }
        assertEquals(List.of(takeOver), asked);
        assertFalse(takeOver.pending());
        assertFalse(takeOver.warm());
    }

    @Test
    void aFormThatIsWrongOnceItIsCompiledDoesNotTakeOver() {
        List<TakeOver> asked = new ArrayList<>();
        takeOver.proof(kernel -> {
            asked.add(kernel);
            return asked.size() == 1;
        });
        for (int i = 0; i < 1000 && takeOver.pending(); i++) {
            call(1_000, 1_000_000);
        }
        assertEquals(2, asked.size());
        assertFalse(takeOver.warm());
        assertEquals(0, takeOver.slice(0, ROWS));
    }

    @Test
    void takesOverOnceItIsLevel() {
        int calls = 0;
        while (!takeOver.warm()) {
            assertTrue(++calls < 10_000, takeOver::toString);
            // Interpreted first, compiled after 200 calls.
            call(calls < 200 ? 500_000 : 1_000, 10_000);
        }
        assertTrue(calls > 200, "took over after " + calls);
        assertFalse(takeOver.pending());
    }

    @Test
    void neverTakesOverWhileSlowerAndIsGivenUpInTheEnd() {
        int calls = 0;
        while (takeOver.pending()) {
            assertFalse(takeOver.warm());
            assertTrue(++calls < 1_000_000, takeOver::toString);
            call(15_000, 10_000);
        }
        assertFalse(takeOver.warm());
        assertEquals(0, takeOver.slice(0, ROWS));
    }

    @Test
    void slicesCostNoMoreThanTheTwin() {
        long vector = 0;
        long all = 0;
        for (int i = 0; i < 20_000; i++) {
            vector += call(400_000, 10_000) * 400_000;
            all += ROWS * 10_000;
        }
        assertTrue(vector > 0, "no slice was given");
        assertTrue(vector <= 1.1 * all + 1_000_000, vector + " ns in slices against " + all);
    }

    @Test
    void aPauseOfTheMachineDoesNotDecide() {
        for (int i = 0; i < 500; i++) {
            call(100_000, i % 10 == 0 ? 10_000_000 : 10_000);
            assertFalse(takeOver.warm(), takeOver::toString);
        }
    }

    @Test
    void singleRowsTakeTurnsWhileWarmingUp() {
        takeOver.hurry(true);
        int vector = 0;
        for (int i = 0; i < 40; i++) {
            int rows = takeOver.slice(0, 1);
            vector += rows;
            takeOver.timed(rows, rows * 1000, 1 - rows, (1 - rows) * 500);
        }
        assertTrue(vector >= 15 && vector <= 25, vector + " of 40 rows");
    }

    @Test
    void onlyTheThreadThatRehearsesComputesASliceAgain() throws InterruptedException {
        takeOver.hurry(true);
        takeOver.timed(0, 0, 1, 1_000);
        takeOver.timed(1, 100_000, 0, 0);
        assertEquals(1, takeOver.calls(1, 1));
        takeOver.rehearse();
        assertEquals(1 + 50, takeOver.calls(1, 1), "5 ms of 100 µs each");
        assertEquals(1 + 5, takeOver.calls(1, 1, 10));
        assertEquals(0, takeOver.calls(1, 0));
        assertEquals(1, takeOver.calls(0, 1));
        int[] elsewhere = new int[1];
        Thread other = new Thread(() -> elsewhere[0] = takeOver.calls(1, 1));
        other.start();
        other.join();
        assertEquals(1, elsewhere[0]);
        takeOver.hurry(false);
        assertEquals(1, takeOver.calls(1, 1));
    }

    @Test
    void withoutVectorsThereIsNoSlice() {
        TakeOver none = TakeOver.of(Vectors.of(TakeOverTests.class, "off"), "none");
        for (int i = 0; i < 100; i++) {
            assertEquals(3, none.slice(3, 50));
            none.timed(0, 0, 47, 100_000_000);
        }
        assertFalse(none.warm());
        assertFalse(none.pending());
    }
}

package io.lanewise.processor.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.lanewise.processor.Back;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Nest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Into how many loops over a row a kernel is cut, and what each of them stores. */
final class PassesTests {
    private static final String LSTM = """
            @Input(shape = {5, 8}, axis = "time") Tensor x();
            @Lstm(units = 64) Tensor last(Tensor x);
            @Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor last);
            """;

    private static final String CHAIN = """
            @Input(shape = 64) Tensor x();
            @Dense(units = 32, activation = GELU) Tensor a(Tensor x);
            @Activate(GELU) Tensor b(Tensor a);
            @Activate(GELU) Tensor c(Tensor b);
            @Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor c);
            """;

    /** Numbers that each loop of the kernel of most loops, or else the longest, stores. */
    private static List<Long> stores(@Nullable Looped looped) {
        assertNotNull(looped);
        Nest chosen = looped.nests().values().stream()
                .max(Comparator.<Nest>comparingInt(nest -> nest.passes().size())
                        .thenComparingInt(PassesTests::instructions))
                .orElseThrow();
        return chosen.passes().stream()
                .map(pass -> pass.column().stream()
                        .filter(Nest.Store.class::isInstance)
                        .count())
                .toList();
    }

    private static int instructions(Nest nest) {
        return nest.passes().stream().mapToInt(pass -> pass.column().size()).sum();
    }

    @Test
    void theOutputGateOfAnLstmIsComputedWhereItIsMultiplied() {
        Back back = Back.of("M", "@Model interface M {" + LSTM + "}");
        // The cell, and the state; in training three gates beside the one, the fourth and a tanh beside the other.
        assertEquals(List.of(1L, 1L), stores(back.inference()));
        assertEquals(List.of(4L, 3L), stores(back.training()));
    }

    @Test
    void twoBiasesOfALayerAreAddedOnce() {
        Back back = Back.of("M", "@Model interface M {" + LSTM + "}");
        assertNotNull(back.inference());
        assertEquals(1, back.inference().fused().prepare().size());
    }

    @Test
    void aLongFunctionDoesNotFollowTheOneThatWaitsForIt() {
        Back back = Back.of("M", "@Model interface M {" + CHAIN + "}");
        // What the first GELU is taken of, and the three.
        assertEquals(List.of(2L, 1L, 1L), stores(back.training()));
    }
}

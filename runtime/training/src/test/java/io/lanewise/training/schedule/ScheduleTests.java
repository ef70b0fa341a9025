package io.lanewise.training.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.training.optimizer.Form;
import io.lanewise.training.schedule.OneCycle.Anneal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Schedules against PyTorch's numbers and Keras's formulas. */
class ScheduleTests {
    @Test
    void factorsAreThoseOfPyTorch() throws IOException {
        same("step", StepDecay.of(13, 0.3));
        same("multistep", PiecewiseConstant.multiStep(0.5, 5, 20, 21));
        same("multistep.repeated", PiecewiseConstant.multiStep(0.5, 5, 5, 20, 21, 21, 21));
        same("exponential", ExponentialDecay.of(1, 0.93));
        same("polynomial", PolynomialDecay.of(40, 0, 1.7));
        same("restarts", new CosineDecayRestarts(9, 2, 1, 0.1));
        same("equal", new CosineDecayRestarts(9, 1, 1, 0));
        same("warm", ExponentialDecay.of(1, 0.9).warmUp(7, 0.2));
        same("cosine", CosineDecay.of(50, 0.2));
        same("cycle", OneCycle.of(60));
        same("cycle.linear", new OneCycle(60, 0.45, 10, 50, Anneal.LINEAR));
    }

    private static void same(String name, Schedule schedule) throws IOException {
        double[] expected = recorded(name);
        for (int step = 0; step < expected.length; step++) {
            assertEquals(expected[step], schedule.factor(step), 1e-12, name + " at step " + step);
        }
    }

    @Test
    void factorsAreThoseOfKeras() {
        double rate = 0.02;
        keras(new ExponentialDecay(7, 0.6, true), step -> Math.pow(0.6, Math.floor(step / 7.0)));
        keras(new ExponentialDecay(7, 0.6, false), step -> Math.pow(0.6, step / 7.0));
        keras(new InverseTimeDecay(7, 0.6, false), step -> 1 / (1 + 0.6 * step / 7.0));
        keras(new InverseTimeDecay(7, 0.6, true), step -> 1 / (1 + 0.6 * Math.floor(step / 7.0)));
        double end = 1e-4;
        keras(new PolynomialDecay(30, end / rate, 0.5, false), step -> {
            double at = Math.min(step, 30);
            return ((rate - end) * Math.pow(1 - at / 30, 0.5) + end) / rate;
        });
        keras(new PolynomialDecay(30, end / rate, 2, true), step -> {
            double steps = 30 * (step == 0 ? 1 : Math.ceil(step / 30.0));
            return ((rate - end) * Math.pow(1 - step / steps, 2) + end) / rate;
        });
        keras(CosineDecay.of(40, 0.1).warmUp(10), step -> {
            if (step < 10) {
                return step / 10.0;
            }
            double done = Math.min(step - 10, 40) / 40.0;
            return 0.9 * 0.5 * (1 + Math.cos(Math.PI * done)) + 0.1;
        });
        keras(new CosineDecayRestarts(11, 1.5, 0.8, 0.05), step -> {
            double done = step / 11.0;
            double restart = Math.floor(Math.log(1 - done * (1 - 1.5)) / Math.log(1.5));
            double sum = (1 - Math.pow(1.5, restart)) / (1 - 1.5);
            done = (done - sum) / Math.pow(1.5, restart);
            return 0.95 * 0.5 * Math.pow(0.8, restart) * (1 + Math.cos(Math.PI * done)) + 0.05;
        });
        keras(
                PiecewiseConstant.of(new long[] {10, 20}, new double[] {1, 0.5, 0.1}),
                step -> step <= 10 ? 1 : step <= 20 ? 0.5 : 0.1);
    }

    private static void keras(Schedule schedule, LongToDoubleFunction expected) {
        for (long step = 0; step < 200; step++) {
            assertEquals(expected.applyAsDouble(step), schedule.factor(step), 1e-12, schedule + " at step " + step);
        }
    }

    @Test
    void schedulesMayCountEpochs() {
        Schedule halved = StepDecay.of(2, 0.5).perEpoch(10);
        assertEquals(1, halved.factor(19));
        assertEquals(0.5, halved.factor(20));
        assertEquals(1, Schedule.constant().factor(1L << 60));
    }

    @Test
    void whatComesAfterTheEndStaysThere() {
        long late = 1L << 50;
        assertEquals(0.2, CosineDecay.of(50, 0.2).factor(late), 1e-15);
        assertEquals(0.2, PolynomialDecay.linear(50, 0.2).factor(late), 1e-15);
        assertEquals(1 / 250_000.0, OneCycle.of(50).factor(late), 1e-15);
        assertEquals(0, StepDecay.of(5).factor(late));
        // The corners of the cycle: no rise, a rise of one step, nothing but a rise.
        assertEquals(1, new OneCycle(10, 0.1, 25, 10, Anneal.LINEAR).factor(0));
        assertEquals(1, new OneCycle(10, 1, 25, 10, Anneal.COSINE).factor(late));
        for (long step = 0; step < 12; step++) {
            double factor = new OneCycle(10, 0, 25, 10, Anneal.COSINE).factor(step);
            assertTrue(factor > 0 && factor <= 1, "step " + step + ": " + factor);
        }
        for (Schedule schedule : all()) {
            for (long step : new long[] {0, 1, 1000, late}) {
                double factor = schedule.factor(step);
                assertTrue(Double.isFinite(factor) && factor >= 0, schedule + " at " + step + ": " + factor);
            }
        }
    }

    @Test
    void nothingIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Schedule schedule : all()) {
            double sum = 0;
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 20 && least > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (long step = 0; step < 200; step++) {
                    sum += schedule.factor(step);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, least, schedule + ", sum " + sum);
        }
    }

    private static List<Schedule> all() {
        return List.of(
                StepDecay.of(13, 0.3),
                PiecewiseConstant.multiStep(0.5, 5, 20),
                ExponentialDecay.of(10, 0.93),
                new ExponentialDecay(10, 0.93, true),
                InverseTimeDecay.of(10, 0.5),
                PolynomialDecay.of(40, 0, 1.7),
                new PolynomialDecay(40, 0.1, 2.5, true),
                CosineDecay.of(50, 0.2).warmUp(5),
                CosineDecayRestarts.of(9),
                new CosineDecayRestarts(9, 1, 0.9, 0),
                OneCycle.of(60),
                ExponentialDecay.of(3, 0.9).perEpoch(7));
    }

    @Test
    void plateausAreThoseOfPyTorch() throws IOException {
        plateau("plateau", new ReduceOnPlateau(0.5, 2, 1e-4, 0, 0, Form.TORCH));
        plateau("plateau.cooldown", new ReduceOnPlateau(0.5, 1, 1e-3, 2, 0.2, Form.TORCH));
    }

    private static void plateau(String name, ReduceOnPlateau rule) throws IOException {
        double[] losses = recorded("losses");
        double[] expected = recorded(name);
        ReduceOnPlateau.State state = new ReduceOnPlateau.State(rule);
        for (int epoch = 0; epoch < losses.length; epoch++) {
            state.judge(losses[epoch]);
            assertEquals(expected[epoch], state.factor(), 1e-12, name + " after epoch " + epoch);
            // Written and read between any two epochs, it goes on all the same.
            ReduceOnPlateau.State next = new ReduceOnPlateau.State(rule);
            next.restore(state.text());
            assertEquals(state.text(), next.text());
            state = next;
        }
        assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau.State(rule).restore("1.0 2"));
    }

    /** {@code keras.callbacks.ReduceLROnPlateau.on_epoch_end}, written out. */
    @Test
    void plateausAreThoseOfKeras() throws IOException {
        double[] losses = recorded("losses");
        for (int patience : new int[] {1, 2, 3}) {
            for (int cooldown : new int[] {0, 1, 3}) {
                double best = Double.POSITIVE_INFINITY;
                int wait = 0;
                int counter = 0;
                double rate = 1;
                ReduceOnPlateau.State state =
                        new ReduceOnPlateau.State(new ReduceOnPlateau(0.5, patience, 1e-4, cooldown, 0.1, Form.KERAS));
                for (double loss : losses) {
                    if (counter > 0) {
                        counter--;
                        wait = 0;
                    }
                    if (loss < best - 1e-4) {
                        best = loss;
                        wait = 0;
                    } else if (counter <= 0) {
                        wait++;
                        if (wait >= patience && rate > 0.1) {
                            rate = Math.max(rate * 0.5, 0.1);
                            counter = cooldown;
                            wait = 0;
                        }
                    }
                    state.judge(loss);
                    assertEquals(rate, state.factor(), 1e-15, patience + ", " + cooldown);
                }
            }
        }
    }

    @Test
    void argumentsOutOfRangeAreNamed() {
        refused("The number of steps of a decay is 0. Pass at least 1.", () -> CosineDecay.of(0));
        refused("The alpha of a decay is 1.5. Pass a number from 0 to 1.", () -> CosineDecay.of(1, 1.5));
        refused("The gamma of a fall is 0.0. Pass a finite number above 0.", () -> StepDecay.of(1, 0));
        refused(
                "There are 1 boundaries and 1 factors. Pass one factor more than boundaries.",
                () -> PiecewiseConstant.of(new long[] {1}, new double[] {1}));
        refused(
                "The boundary 4 follows 4. Pass boundaries that rise.",
                () -> PiecewiseConstant.of(new long[] {4, 4}, new double[] {1, 1, 1}));
        refused(
                "The milestone 4 follows 5. Pass milestones in their order.",
                () -> PiecewiseConstant.multiStep(0.5, 5, 4));
        refused(
                "tMul, how much longer each decay is than the one before, is 0.5. Pass at least 1.",
                () -> new CosineDecayRestarts(5, 0.5, 1, 0));
        refused("The number of steps of a cycle is 0. Pass at least 1.", () -> OneCycle.of(1));
        refused("The factor on a plateau is 1.0. Pass a number above 0 and below 1.", () -> ReduceOnPlateau.of(1, 3));
        refused(
                "The patience on a plateau is -1.0. Pass a finite number, 0 or above.",
                () -> ReduceOnPlateau.of(0.5, -1));
        refused(
                "The start of a warm-up is NaN. Pass a number from 0 to 1.",
                () -> Schedule.constant().warmUp(5, Double.NaN));
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    private static double[] recorded(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ScheduleTests.class.getResourceAsStream("schedules.csv"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String row = text.lines()
                    .filter(line -> line.startsWith(name + ","))
                    .findFirst()
                    .orElseThrow();
            return Arrays.stream(row.split(",", -1))
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }
}

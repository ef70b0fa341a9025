package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.generated.Constraint;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Rng;
import io.lanewise.runtime.kernel.Team;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Ftrl;
import io.lanewise.training.optimizer.Momentum;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.optimizer.RmsProp;
import io.lanewise.training.optimizer.Sgd;
import io.lanewise.training.schedule.PolynomialDecay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step does around the rule, against PyTorch, and in parts. */
class ParameterUpdateTests {
    private static final Map<String, double[]> RECORDED = recorded();
    private static final int STEPS = 20;
    private static final Signature SIGNATURE = Signature.builder("Net")
            .matrix("features.weight", 0, 3, 5, Initializer.zeros())
            .vector("features.bias", 48, 5, Initializer.zeros())
            .matrix("head.weight", 64, 5, 4, Initializer.zeros())
            .length(144)
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"value", "norm", "global", "l2", "decay", "decayed sgd", "average", "layers", "all"})
    void stepsAreThoseOfPyTorch(String name) {
        float[] weights = flat("any start 0");
        TrainingState state = new TrainingState(SIGNATURE, optimizer(name), options(name), weights);
        ParameterUpdate update = new ParameterUpdate(SIGNATURE, optimizer(name), options(name), weights, state);
        double[] magnitude = absolute(values("any start 0"));
        double[] before = values("any start 0");
        double worst = 0;
        for (int step = 1; step <= STEPS; step++) {
            update.begin(step);
            update.run(Member.ALONE, flat("any gradient " + step), step);
            double[] after = RECORDED.get(name + " parameters " + step);
            if (after == null) {
                continue;
            }
            for (int i = 0; i < after.length; i++) {
                magnitude[i] += Math.abs(after[i] - before[i]);
            }
            before = after;
            worst = Math.max(worst, worst(weights, after, magnitude, step));
            double[] mean = RECORDED.get(name + " average " + step);
            if (mean != null) {
                float[] average = state.average();
                assertNotNull(average);
                worst = Math.max(worst, worst(average, mean, magnitude, step));
            }
        }
        System.out.printf("%s: worst error %.3f of the bound%n", name, worst);
        assertTrue(worst <= 1, name + " is off by " + worst + " times the bound");
    }

    /** The worst error as a share of the bound. */
    private static double worst(float[] flat, double[] expected, double[] magnitude, int step) {
        double worst = 0;
        int at = 0;
        for (TensorLayout layout : SIGNATURE.parameters()) {
            for (float value : layout.toDisk(flat)) {
                double bound = 1e-5 * Math.abs(expected[at]) + 4 * Math.sqrt(step) * 0x1p-24 * magnitude[at];
                worst = Math.max(worst, Math.abs(value - expected[at]) / bound);
                at++;
            }
        }
        assertEquals(expected.length, at);
        return worst;
    }

    private static Optimizer optimizer(String name) {
        return switch (name) {
            case "norm" -> Momentum.of(0.1);
            case "global", "decayed sgd" -> Sgd.of(0.1);
            case "all" -> RmsProp.torch();
            default -> Adam.of(0.01);
        };
    }

    private static StepOptions options(String name) {
        StepOptions none = StepOptions.none();
        return switch (name) {
            case "value" -> none.clipValue(0.25);
            case "norm" -> none.clipNorm(0.5);
            case "global" -> none.globalClipNorm(0.75);
            case "l2" -> none.l2(0.2);
            case "decay" -> none.weightDecay(0.2);
            case "decayed sgd" -> none.weightDecay(0.3);
            case "average" -> none.averaged(0.9);
            case "layers" -> none.freeze("features.weight").learningRate("*.bias", 3);
            case "all" ->
                none.freeze("features.*")
                        .learningRate("features.bias", 0.5)
                        .globalClipNorm(0.5)
                        .l2(0.02)
                        .weightDecay(0.3)
                        .averaged(0.8)
                        .schedule(PolynomialDecay.linear(40, 0));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void twoThreadsGiveTheSameBits() {
        Team team = Team.of(2);
        for (StepOptions options : List.of(
                StepOptions.none().globalClipNorm(1).averaged(0.9),
                StepOptions.none().clipNorm(0.3).l2(0.1).weightDecay(0.2),
                StepOptions.none().clipValue(0.1).freeze("b").learningRate("c", 0.5))) {
            for (Signature signature : List.of(large(0, false), large(0, true), large(12, false))) {
                float[] alone = run(signature, options, null);
                assertArrayEquals(alone, run(signature, options, team), options.toString());
            }
        }
    }

    /** A vector that two threads had parts of would be updated by both. */
    @Test
    void threadsPartWhereAVectorBegins() {
        for (int first : new int[] {0, 12}) {
            Signature signature = large(first, false);
            float[] weights = numbers(signature, 1);
            Optimizer optimizer = Sgd.of(0.01);
            TrainingState state = new TrainingState(signature, optimizer, StepOptions.none(), weights);
            ParameterUpdate update = new ParameterUpdate(signature, optimizer, StepOptions.none(), weights, state);
            Team team = Team.of(2);
            Set<Integer> borders = Collections.synchronizedSet(new TreeSet<>());
            assertTrue(team.enter());
            team.run(member -> {
                borders.add(update.first(member));
                borders.add(update.end(member));
            });
            team.leave();
            assertEquals(3, borders.size(), "each share begins where another ends: " + borders);
            assertTrue(borders.containsAll(List.of(first, signature.parametersTo())), borders::toString);
            for (int border : borders) {
                assertEquals(0, (border - first) % 16, borders::toString);
            }
        }
    }

    /** Parameters of several chunks, whose borders are not where two threads part. */
    private static Signature large(int first, boolean constrained) {
        Signature.Builder builder = Signature.builder("Large")
                .matrix("a", first, 300, 33, Initializer.zeros())
                .vector("b", first + 14_400, 1000, Initializer.zeros())
                .matrix("c", first + 15_408, 77, 200, Initializer.zeros());
        if (constrained) {
            builder.constrained(Constraint.maxNorm(0.2f));
        }
        return builder.length(first + 15_408 + 77 * 208).build();
    }

    private static float[] run(Signature signature, StepOptions options, @Nullable Team team) {
        float[] weights = numbers(signature, 1);
        Optimizer optimizer = Adam.of(0.01);
        TrainingState state = new TrainingState(signature, optimizer, options, weights);
        ParameterUpdate update = new ParameterUpdate(signature, optimizer, options, weights, state);
        for (int step = 1; step <= 5; step++) {
            int number = step;
            float[] gradient = numbers(signature, step + 1);
            update.begin(step);
            if (team == null) {
                update.run(Member.ALONE, gradient, number);
            } else {
                assertTrue(team.enter());
                team.run(member -> {
                    update.run(member, gradient, number);
                    member.barrier();
                });
                team.leave();
            }
        }
        float[] average = state.average();
        float[] all = Arrays.copyOf(weights, 2 * weights.length);
        if (average != null) {
            System.arraycopy(average, 0, all, weights.length, weights.length);
        }
        return all;
    }

    private static float[] numbers(Signature signature, int seed) {
        float[] flat = new float[signature.parameterFloats()];
        for (TensorLayout layout : signature.parameters()) {
            float[] disk = new float[layout.count()];
            for (int i = 0; i < disk.length; i++) {
                disk[i] = (Rng.mix(Rng.mix(seed) + layout.at() + i) >> 8) * 0x1p-25f;
            }
            layout.fromDisk(disk, flat);
        }
        return flat;
    }

    @Test
    void whatIsFrozenIsLeftWhollyAlone() {
        StepOptions options =
                StepOptions.none().freeze("features.*").l2(0.1).weightDecay(0.1).averaged(0.5);
        for (Optimizer optimizer : List.of(Adam.of(0.1), Ftrl.of(0.1))) {
            float[] weights = flat("any start 0");
            float[] before = weights.clone();
            TrainingState state = new TrainingState(SIGNATURE, optimizer, options, weights);
            ParameterUpdate update = new ParameterUpdate(SIGNATURE, optimizer, options, weights, state);
            for (int step = 1; step <= 3; step++) {
                update.begin(step);
                update.run(Member.ALONE, flat("any gradient " + step), step);
            }
            float[] average = state.average();
            assertNotNull(average);
            for (int i = 0; i < 64; i++) {
                assertEquals(before[i], weights[i]);
                assertEquals(before[i], average[i]);
                for (int moment = 0; moment < 2; moment++) {
                    assertEquals(optimizer.start(moment), state.moments()[moment][i]);
                }
            }
            assertTrue(before[64] != weights[64]);
        }
    }

    @Test
    void constraintsAreMetByWhatIsTrained() {
        Signature signature = Signature.builder("Net")
                .vector("a", 0, 2, Initializer.zeros())
                .constrained(Constraint.nonNegative())
                .vector("b", 16, 2, Initializer.zeros())
                .constrained(Constraint.nonNegative())
                .length(32)
                .build();
        for (boolean frozen : new boolean[] {false, true}) {
            float[] weights = new float[32];
            weights[0] = 0.5f;
            weights[16] = -1;
            float[] gradient = new float[32];
            gradient[0] = 1;
            StepOptions options = StepOptions.none().averaged(0.5);
            options = frozen ? options.freeze("b") : options;
            TrainingState state = new TrainingState(signature, Sgd.of(1), options, weights);
            ParameterUpdate update = new ParameterUpdate(signature, Sgd.of(1), options, weights, state);
            update.begin(1);
            update.run(Member.ALONE, gradient, 1);
            assertEquals(0, weights[0]);
            assertEquals(frozen ? -1 : 0, weights[16]);
            float[] average = state.average();
            assertNotNull(average);
            assertEquals(0, average[0], "the average is of what meets the constraint");
        }
    }

    @Test
    void mistakesAreNamed() {
        refused(
                "The gradient is clipped by VALUE already, and NORM is asked for as well. Clip in one way only.",
                () -> StepOptions.none().clipValue(1).clipNorm(1));
        refused(
                "The bound of clipping is 0.0. Pass a finite number above 0.",
                () -> StepOptions.none().globalClipNorm(0));
        refused(
                "The weight decay is -1.0. Pass a finite number, 0 or above.",
                () -> StepOptions.none().weightDecay(-1));
        refused(
                "The share that the average keeps is 1.0. Pass a number above 0 and below 1, such as 0.99.",
                () -> StepOptions.none().averaged(1));
        refused(
                "The factor of the learning rate of 'a' is 0.0. Pass a finite number above 0, or freeze(\"a\").",
                () -> StepOptions.none().learningRate("a", 0));
        refused(
                "Net has no parameter that matches 'header.*'. Did you mean 'head.weight'? It has 'features.weight',"
                        + " 'features.bias', 'head.weight'.",
                () -> new LayerRanges(
                        SIGNATURE, StepOptions.none().freeze("header.*").layers()));
        Signature frozen = Signature.builder("Net")
                .vector("a", 0, 2, Initializer.zeros())
                .frozen()
                .vector("b", 16, 2, Initializer.zeros())
                .length(32)
                .build();
        refused(
                "'a' has a learning rate, but what it matches is @Frozen in Net: [a [2]]. Drop one of the two.",
                () -> new LayerRanges(
                        frozen, StepOptions.none().learningRate("a", 2).layers()));
        assertEquals(
                "All parameters of Net are frozen. Leave something to be trained.",
                assertThrows(
                                IllegalStateException.class,
                                () -> new LayerRanges(
                                        frozen, StepOptions.none().freeze("b").layers()))
                        .getMessage());
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    private static float[] flat(String key) {
        double[] values = values(key);
        float[] flat = new float[SIGNATURE.parameterFloats()];
        int at = 0;
        for (TensorLayout layout : SIGNATURE.parameters()) {
            float[] disk = new float[layout.count()];
            for (int i = 0; i < disk.length; i++) {
                disk[i] = (float) values[at++];
            }
            layout.fromDisk(disk, flat);
        }
        return flat;
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    private static double[] values(String key) {
        return Objects.requireNonNull(RECORDED.get(key), key);
    }

    private static Map<String, double[]> recorded() {
        Map<String, double[]> rows = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(ParameterUpdateTests.class.getResourceAsStream("options.csv"))) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] fields = line.split(",", 4);
                double[] values = Arrays.stream(fields[3].split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                rows.put(fields[0] + " " + fields[1] + " " + fields[2], values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}

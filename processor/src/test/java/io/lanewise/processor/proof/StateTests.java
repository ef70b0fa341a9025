package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.training.NonFiniteException;
import io.lanewise.training.StepOptions;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Sgd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State, such as running statistics: what a step does to it, and what leaves it alone. */
class StateTests {
    private static final int EXAMPLES = 12;
    private static final List<String> STATE = List.of("b.running_mean", "b.running_var");
    private static ModelCompiler.Compiled compiled;

    @BeforeAll
    static void compile() {
        compiled = ModelCompiler.compile(Map.of("app/Stateful.java", """
            package app;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model public interface Stateful {
                @Input(shape = 7) Tensor x();
                @Dense(units = 18) Tensor a(Tensor x);
                @BatchNormalization(momentum = 0.75f) Tensor b(Tensor a);
                @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor b);
            }
            """));
    }

    private static CompiledModel model() throws ClassNotFoundException {
        return CompiledModel.create(compiled.files().loader().loadClass("app.StatefulModel"), 3);
    }

    private static Batch batch(CompiledModel model, long seed) {
        return Arguments.batch(model.signature(), Map.of(), EXAMPLES, seed);
    }

    private static Map<String, float[]> values(Network network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.parameters()
                .names()
                .forEach(name -> values.put(name, network.parameters().get(name)));
        return values;
    }

    private static Map<String, float[]> after(CompiledModel model, StepOptions options, Batch... batches) {
        Network network = model.network().copy();
        Training training = Training.of(network, Adam.of(0.01), options, 1);
        for (Batch batch : batches) {
            training.step(batch);
        }
        training.publish();
        return values(network);
    }

    @Test
    void stateBeginsAsPyTorchHasItAndIsNoParameter() throws Exception {
        CompiledModel model = model();
        List<String> state = model.signature().parameters().stream()
                .filter(TensorLayout::state)
                .map(TensorLayout::name)
                .toList();
        assertEquals(STATE, state);
        assertArrayEquals(new float[18], model.network().parameters().get(STATE.get(0)));
        float[] ones = new float[18];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, model.network().parameters().get(STATE.get(1)));
        assertArrayEquals(ones, model.network().parameters().get("b.weight"));
    }

    @Test
    void aStepAddsTheChangeAndEvaluationHasNone() throws Exception {
        CompiledModel model = model();
        Batch batch = batch(model, 1);
        Gradients evaluated = model.gradients(batch, TrainingStep.EVALUATE);
        Gradients trained = model.gradients(batch, TrainingStep.of(1, 0));
        Map<String, float[]> after = after(model, StepOptions.none(), batch);
        for (String name : STATE) {
            assertArrayEquals(new float[18], evaluated.of(name));
            float[] expected = model.network().parameters().get(name);
            float[] change = trained.of(name);
            for (int i = 0; i < expected.length; i++) {
                assertFalse(change[i] == 0, name);
                expected[i] += change[i];
            }
            assertArrayEquals(expected, after.get(name), name);
        }
    }

    @Test
    void theRunningStatisticsAreThoseOfTheClosedFormula() throws Exception {
        CompiledModel model = model();
        Batch batch = batch(model, 1);
        Map<String, float[]> before = values(model.network());
        Map<String, float[]> after = after(model, StepOptions.none(), batch);
        for (int unit = 0; unit < 18; unit++) {
            double[] values = new double[EXAMPLES];
            double mean = 0;
            for (int i = 0; i < EXAMPLES; i++) {
                values[i] = before.get("a.bias")[unit];
                for (int k = 0; k < 7; k++) {
                    values[i] += (double) before.get("a.weight")[unit * 7 + k] * batch.floats(0)[i * 7 + k];
                }
                mean += values[i] / EXAMPLES;
            }
            double variance = 0;
            for (double value : values) {
                variance += (value - mean) * (value - mean) / (EXAMPLES - 1);
            }
            assertEquals(0.25 * mean, after.get(STATE.get(0))[unit], 1e-6);
            assertEquals(0.75 + 0.25 * variance, after.get(STATE.get(1))[unit], 1e-6);
        }
    }

    @Test
    void aStepThatFailsLeavesItAlone() throws Exception {
        CompiledModel model = model();
        Batch good = batch(model, 1);
        Batch bad = batch(model, 2);
        bad.floats(0)[5] = Float.NaN;
        Training training = Training.of(model.network(), Adam.of(0.01), 1);
        training.step(good);
        training.publish();
        Map<String, float[]> before = values(model.network());
        assertThrows(NonFiniteException.class, () -> training.step(bad));
        training.publish();
        values(model.network()).forEach((name, found) -> assertArrayEquals(before.get(name), found, name));
    }

    @Test
    void clippingDecayAndAveragesLeaveItAlone() throws Exception {
        CompiledModel model = model();
        Batch[] batches = {batch(model, 1), batch(model, 2), batch(model, 3)};
        Map<String, float[]> plain = after(model, StepOptions.none(), batches[0]);
        List<StepOptions> all = new ArrayList<>(List.of(
                StepOptions.none().clipValue(1e-6),
                StepOptions.none().globalClipNorm(1e-6),
                StepOptions.none().l2(0.5).weightDecay(0.5)));
        for (StepOptions options : all) {
            Map<String, float[]> found = after(model, options, batches[0]);
            STATE.forEach(name -> assertArrayEquals(plain.get(name), found.get(name), name));
            assertFalse(Arrays.equals(plain.get("a.weight"), found.get("a.weight")));
        }
        Map<String, float[]> trained = after(model, StepOptions.none(), batches);
        Map<String, float[]> averaged = after(model, StepOptions.none().averaged(0.9), batches);
        STATE.forEach(name -> assertArrayEquals(trained.get(name), averaged.get(name), name));
        assertFalse(Arrays.equals(trained.get("a.weight"), averaged.get("a.weight")));
        Map<String, float[]> still = after(model, StepOptions.none().freeze("b.*"), batches);
        Map<String, float[]> before = values(model.network());
        STATE.forEach(name -> assertArrayEquals(before.get(name), still.get(name), name));
    }

    @Test
    void accumulatedBatchesMoveItByTheMeanOfWhatEachWould() throws Exception {
        CompiledModel model = model();
        Batch first = batch(model, 1);
        Batch second = batch(model, 2);
        Network network = model.network().copy();
        Training training = Training.of(network, Sgd.of(0.01), 1);
        training.accumulate(first);
        training.accumulate(second);
        training.step();
        training.publish();
        for (String name : STATE) {
            float[] one = model.gradients(first, TrainingStep.of(1, 0)).of(name);
            float[] two = model.gradients(second, TrainingStep.of(1, 0)).of(name);
            float[] old = model.network().parameters().get(name);
            float[] found = network.parameters().get(name);
            for (int i = 0; i < old.length; i++) {
                assertEquals(old[i] + (one[i] + two[i]) / 2, found[i], 1e-6, name);
            }
        }
    }

    @Test
    void trainingMovesPredictionTowardsTheStatisticsOfTheData() throws Exception {
        CompiledModel model = model();
        Batch batch = batch(model, 1);
        Network network = model.network();
        Training training = Training.of(network, Sgd.of(1e-9), 1);
        for (int i = 0; i < 60; i++) {
            training.step(batch);
        }
        training.publish();
        float trained = model.gradients(batch, TrainingStep.of(1, 60)).loss();
        float evaluated = model.gradients(batch, TrainingStep.EVALUATE).loss();
        // The variance is divided by one less than the number at evaluation.
        assertEquals(trained, evaluated, 0.1 * trained);
        assertTrue(trained != evaluated);
    }

    /** PyTorch counts steps beside running statistics, as an I64, which nothing reads. */
    @Test
    void aFileOfPyTorchCountsItsStepsToo(@TempDir Path folder) throws Exception {
        CompiledModel model = model();
        Map<String, float[]> trained = after(model, StepOptions.none(), batch(model, 1));
        Network network = model.network().copy();
        trained.forEach((name, values) -> network.parameters().set(name, values));
        Path file = folder.resolve("stateful.safetensors");
        network.save(file);
        withTensor(file, "b.num_batches_tracked");
        model.network().weights().load(file);
        values(model.network()).forEach((name, found) -> assertArrayEquals(trained.get(name), found, name));
        withTensor(file, "y.num_batches_tracked");
        CheckpointException other = assertThrows(
                CheckpointException.class, () -> model.network().weights().load(file));
        assertTrue(String.valueOf(other.getMessage()).contains("'y.num_batches_tracked' [] is not in the model"));
    }

    /** Adds one I64 to a file. */
    private static void withTensor(Path file, String name) throws IOException {
        ByteBuffer old = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) old.getLong();
        byte[] text = new byte[length];
        old.get(text);
        int end = old.remaining();
        String header = new String(text, StandardCharsets.UTF_8).strip();
        String more =
                ",\"" + name + "\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[" + end + "," + (end + 8) + "]}}";
        byte[] next = (header.substring(0, header.length() - 1) + more).getBytes(StandardCharsets.UTF_8);
        ByteBuffer made = ByteBuffer.allocate(8 + next.length + end + 8).order(ByteOrder.LITTLE_ENDIAN);
        made.putLong(next.length).put(next).put(old).putLong(77);
        Files.write(file, made.array());
    }
}

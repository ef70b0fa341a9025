package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.ir.Differentiated;
import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.Parameters;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.Constraint;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Weights as nodes, frozen nodes, regularizers and constraints, in training and in what a network says of itself. */
class TreatedParametersTests {
    private static final int EXAMPLES = 40;
    private static ModelCompiler.Compiled compiled;

    @BeforeAll
    static void compile() {
        String head = """
            package app;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.ConstraintKind.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("app/Mixed.java", Resources.text("app/Mixed.java"));
        sources.put("app/Graph.java", head + """
            @Model public interface Graph {
                @Weight(shape = 1) Tensor a();
                @Weight(shape = 1) Tensor b();
                @Weight(shape = 1) Tensor c();
                @Multiply Tensor product(Tensor a, Tensor b);
                @Add Tensor sum(Tensor product, Tensor c);
                @Rescaling(scale = 3) @Loss(HALF_SQUARED) Tensor j(Tensor sum);
            }
            """);
        sources.put("app/Alone.java", head + """
            @Model public interface Alone {
                @Weight(shape = {2, 3}, initializer = @Init(value = Initializer.NORMAL)) @Output Tensor table();
            }
            """);
        sources.put("app/Still.java", head + """
            @Model public interface Still {
                @Input(shape = 6) Tensor x();
                @Dense(units = 40, activation = TANH, kernelRegularizer = @Regularizer(l2 = 1)) @Frozen
                Tensor first(Tensor x);
                @Dense(units = 30, activation = TANH) @Frozen Tensor second(Tensor first);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor second);
            }
            """);
        sources.put("app/Filters.java", head + """
            @Model public interface Filters {
                @Input(shape = {5, 6, 4}) Tensor x();
                @Conv2D(filters = 6, kernelSize = {3, 2}, groups = 2, kernelConstraint = @Constraint(UNIT_NORM))
                Tensor a(Tensor x);
                @Conv2DTranspose(filters = 4, kernelSize = {2, 3}, groups = 2, kernelConstraint = @Constraint(UNIT_NORM))
                Tensor b(Tensor a);
                @Conv2DTranspose(filters = 3, kernelSize = 1, kernelConstraint = @Constraint(value = MAX_NORM, maxValue = 0.5f))
                Tensor c(Tensor b);
                @DepthwiseConv2D(kernelSize = 2, depthMultiplier = 2, kernelConstraint = @Constraint(UNIT_NORM))
                Tensor d(Tensor c);
                @Reshape(shape = {3, 36}) Tensor steps(Tensor d);
                @Gru(units = 5, kernelConstraint = @Constraint(UNIT_NORM),
                        recurrentConstraint = @Constraint(value = MAX_NORM, maxValue = 0.5f))
                @Loss(MEAN_SQUARED) Tensor y(Tensor steps);
            }
            """);
        compiled = ModelCompiler.compile(sources);
    }

    private static CompiledModel model(String name) throws ClassNotFoundException {
        return CompiledModel.create(compiled.files().loader().loadClass("app." + name + "Model"), 3);
    }

    private static Object call(Network network, String method, Class<?>[] types, Object... arguments) throws Exception {
        Method found = network.getClass().getDeclaredMethod(method, types);
        found.setAccessible(true);
        return found.invoke(network, arguments);
    }

    /** j = 3·(a·b + c) without any input: the forms that take arrays of inputs take none. */
    @Test
    void aModelOfWeightsAlone() throws Exception {
        Network graph = model("Graph").network();
        Parameters parameters = graph.parameters();
        assertEquals(List.of("a.weight", "b.weight", "c.weight"), parameters.names());
        parameters.set("a.weight", new float[] {2});
        parameters.set("b.weight", new float[] {5});
        parameters.set("c.weight", new float[] {-4});
        assertArrayEquals(new float[] {18}, (float[]) call(graph, "predict", new Class<?>[] {}));
        Class<?>[] one = {float[].class, int.class};
        Gradients gradients = (Gradients) call(graph, "gradients", one, new float[] {17}, 1);
        assertEquals(0.5f, gradients.loss());
        assertArrayEquals(new float[] {15}, gradients.of("a.weight"));
        assertArrayEquals(new float[] {6}, gradients.of("b.weight"));
        assertArrayEquals(new float[] {3}, gradients.of("c.weight"));
        Network alone = model("Alone").network();
        assertEquals(List.of(2, 3), alone.parameters().shape("table.weight"));
        float[] table = new float[12];
        call(alone, "predict", new Class<?>[] {int.class, float[].class}, 2, table);
        float[] expected = alone.parameters().get("table.weight");
        assertArrayEquals(expected, Arrays.copyOf(table, 6));
        assertArrayEquals(expected, Arrays.copyOfRange(table, 6, 12));
    }

    @Test
    void whatIsFrozenStaysAndCostsNoBackwardPass() throws Exception {
        CompiledModel still = model("Still");
        Differentiated stages = compiled.stages("Still").differentiated();
        assertEquals(2, stages.parameterGradients().size());
        assertTrue(stages.backward().stream().noneMatch(value -> value.name().contains("first")));
        assertTrue(
                stages.inputs().stream().anyMatch(value -> value.name().contains("first")),
                "the gradient of the input still needs it");
        List<Boolean> frozen = still.signature().parameters().stream()
                .map(TensorLayout::frozen)
                .toList();
        assertEquals(List.of(true, true, true, true, false, false), frozen);

        Batch batch = batch(still, 1);
        Gradients gradients = still.gradients(batch, TrainingStep.EVALUATE);
        assertArrayEquals(new float[240], gradients.of("first.weight"));
        assertArrayEquals(new float[30], gradients.of("second.bias"));
        assertFalse(Arrays.equals(new float[60], gradients.of("y.weight")));
        assertFalse(Arrays.equals(new float[6 * EXAMPLES], gradients.ofInput("x")));

        Map<String, float[]> before = values(still.network());
        Training training = Training.of(still.network(), Adam.of(0.1), 1);
        for (int i = 0; i < 20; i++) {
            training.step(batch);
        }
        training.publish();
        before.forEach((name, old) -> {
            boolean same = Arrays.equals(old, still.network().parameters().get(name));
            assertEquals(!name.startsWith("y."), same, name);
        });
        assertTrue(
                still.network().summary().contains("dense, tanh(x), frozen"),
                still.network().summary());
    }

    /** The loss and its gradient hold the penalty, the same at evaluation: against the closed formula. */
    @Test
    void theLossHoldsThePenaltyOfWeights() throws Exception {
        CompiledModel mixed = model("Mixed");
        Batch batch = batch(mixed, 2);
        Interpretation plain = interpretation(mixed, batch);
        double expected = plain.loss();
        assertEquals(expected, mixed.gradients(batch, TrainingStep.EVALUATE).loss(), 1e-5 * expected);
        double without = plain.loss();
        double[] weight = Objects.requireNonNull(plain.parameters.get("first.weight"));
        double penalty = 0;
        for (double w : weight) {
            penalty += 0.01 * Math.abs(w) + 0.02 * w * w;
        }
        assertTrue(penalty > 0.1 * without, "the penalty " + penalty + " of " + without + " is worth a test");
    }

    private static Interpretation interpretation(CompiledModel model, Batch batch) {
        List<double[]> arguments = new java.util.ArrayList<>();
        for (int i = 0; i < model.signature().arguments().size(); i++) {
            arguments.add(
                    batch.isFloats(i)
                            ? Interpretation.doubles(batch.floats(i))
                            : Arrays.stream(batch.ints(i)).asDoubleStream().toArray());
        }
        Map<String, double[]> parameters = new LinkedHashMap<>();
        values(model.network()).forEach((name, numbers) -> parameters.put(name, Interpretation.doubles(numbers)));
        return new Interpretation(
                compiled.stages("Mixed"), batch.count(), arguments, parameters, TrainingStep.EVALUATE);
    }

    /** Keras's rules, after every step, for each unit. */
    @Test
    void unitsMeetTheirConstraintsAfterEveryStep() throws Exception {
        CompiledModel mixed = model("Mixed");
        Map<String, Constraint> constraints = new LinkedHashMap<>();
        mixed.signature().parameters().stream()
                .filter(layout -> layout.constraint() != null)
                .forEach(layout -> constraints.put(layout.name(), Objects.requireNonNull(layout.constraint())));
        assertEquals(
                Map.of(
                        "first.weight",
                        Constraint.maxNorm(0.5f),
                        "second.weight",
                        Constraint.nonNegative(),
                        "third.weight",
                        Constraint.unitNorm()),
                constraints);
        Network network = mixed.network();
        Training training = Training.of(network, Adam.of(0.02), 1);
        int changed = 0;
        for (int step = 0; step < 8; step++) {
            float[] before = network.parameters().get("third.weight");
            training.step(batch(mixed, 10 + step));
            training.publish();
            assertNotEquals(0, Arrays.compare(before, network.parameters().get("third.weight")));
            for (double norm : norms(network.parameters().get("first.weight"), 19)) {
                assertTrue(norm <= 0.5 * (1 + 1e-6), "norm " + norm);
                changed += norm > 0.5 * (1 - 1e-6) ? 1 : 0;
            }
            for (float w : network.parameters().get("second.weight")) {
                assertTrue(w >= 0, "weight " + w);
            }
            for (double norm : norms(network.parameters().get("third.weight"), 19)) {
                assertEquals(1, norm, 1e-6);
            }
        }
        assertTrue(changed > 0, "No unit of the maxout was ever too long");
    }

    /** A filter is a unit of every convolution, as disk has it; of a recurrent layer, each gate of a unit. */
    @Test
    void filtersAndGatesMeetTheirConstraints() throws Exception {
        CompiledModel filters = model("Filters");
        Parameters parameters = filters.network().parameters();
        Training training = Training.of(filters.network(), Adam.of(0.02), 2);
        boolean[] reached = new boolean[2];
        for (int step = 0; step < 6; step++) {
            training.step(batch(filters, 20 + step));
            training.publish();
            check(norms(parameters.get("a.weight"), 2 * 3 * 2), true, reached, 0);
            check(transposed(parameters, "b.weight", 2), true, reached, 0);
            check(transposed(parameters, "c.weight", 1), false, reached, 0);
            check(norms(parameters.get("d.weight"), 2 * 2), true, reached, 0);
            check(norms(parameters.get("y.weight_ih_l0"), 36), true, reached, 0);
            check(norms(parameters.get("y.weight_hh_l0"), 5), false, reached, 1);
        }
        assertTrue(reached[0] && reached[1], "No filter and no gate was ever too long");
    }

    private static void check(double[] norms, boolean unit, boolean[] reached, int which) {
        for (double norm : norms) {
            if (unit) {
                assertEquals(1, norm, 1e-6);
            } else {
                assertTrue(norm <= 0.5 * (1 + 1e-6), "norm " + norm);
                reached[which] |= norm > 0.5 * (1 - 1e-6);
            }
        }
    }

    /** Norms of the filters of [in, out / groups, height, width]. */
    private static double[] transposed(Parameters parameters, String name, int groups) {
        List<Integer> shape = parameters.shape(name);
        int depth = shape.get(1);
        int pixels = shape.get(2) * shape.get(3);
        float[] disk = parameters.get(name);
        double[] norms = new double[depth * groups];
        for (int i = 0; i < disk.length; i++) {
            int group = i / (depth * pixels) * groups / shape.get(0);
            norms[group * depth + i / pixels % depth] += (double) disk[i] * disk[i];
        }
        return Arrays.stream(norms).map(Math::sqrt).toArray();
    }

    private static double[] norms(float[] matrix, int inputs) {
        double[] norms = new double[matrix.length / inputs];
        for (int i = 0; i < matrix.length; i++) {
            norms[i / inputs] += (double) matrix[i] * matrix[i];
        }
        return Arrays.stream(norms).map(Math::sqrt).toArray();
    }

    private static Map<String, float[]> values(Network network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.parameters()
                .names()
                .forEach(name -> values.put(name, network.parameters().get(name)));
        return values;
    }

    private static Batch batch(CompiledModel model, long seed) {
        return Arguments.batch(model.signature(), Map.of(), EXAMPLES, seed);
    }

    @Test
    void dataOfAModelWithoutArraysIsACount() throws Exception {
        CompiledModel alone = model("Alone");
        Dataset data = Dataset.ofCount(alone.signature(), 7);
        assertEquals(7, data.count());
    }
}

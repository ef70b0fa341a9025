package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.runtime.TrainingStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The derivative of whole random graphs, with dropout, against finite differences. */
class RandomGradientsTests {
    private static final int FIRST = 5000;
    private static final int COUNT = 60;
    private static final int EXAMPLES = 3;

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Map<String, String> sources = new LinkedHashMap<>();
        List<RandomModel.Source> models = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + COUNT; seed++) {
            RandomModel.Source model = RandomModel.of(seed);
            models.add(model);
            sources.put("random/" + model.name() + ".java", model.text());
        }
        ModelCompiler.Compiled compiled =
                ModelCompiler.compile(Map.of("random/Blocks.java", RandomModel.BLOCKS), sources);
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicInteger checked = new AtomicInteger();
        models.parallelStream().forEach(model -> {
            FiniteDifferences differences = new FiniteDifferences(prepare(compiled.stages(model.name()), model), 3);
            checked.addAndGet(differences.checked());
            if (!differences.failures().isEmpty()) {
                failures.add("Seed " + model.seed() + "\n" + String.join("\n", differences.failures()) + "\n"
                        + model.text());
            }
        });
        assertEquals(List.of(), failures, String.join("\n", failures));
        assertTrue(checked.get() > 10 * COUNT, "Only " + checked + " elements were compared");
    }

    private static Interpretation prepare(ModelCompiler.Stages stages, RandomModel.Source model) {
        Random random = new Random(model.seed());
        List<double[]> arguments = new ArrayList<>();
        for (Lowered.ArgumentDecl argument : stages.lowered().arguments()) {
            RandomModel.Target target =
                    argument.target() ? model.targets().getOrDefault(argument.name(), RandomModel.Target.ANY) : null;
            double[] values = new double[EXAMPLES * argument.type().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = argument.classes() > 0
                        ? random.nextInt(argument.classes())
                        : target == null || target == RandomModel.Target.ANY
                                ? random.nextGaussian()
                                : target == RandomModel.Target.SIGNS ? 2 * random.nextInt(2) - 1 : random.nextDouble();
            }
            arguments.add(values);
        }
        Map<String, double[]> parameters = new HashMap<>();
        for (Parameter parameter : Interpreter.parameters(stages.lowered().program())) {
            if (parameter.form().part() > 0) {
                continue; // of one tensor with the first
            }
            int length = parameter.dims().stream().reduce(parameter.form().parts(), Math::multiplyExact);
            double width = parameter.dims().size() == 2
                    ? 1 / Math.sqrt(parameter.dims().get(0))
                    : 0.5;
            parameters.put(
                    parameter.diskName(),
                    random.doubles(length, -1.5 * width, 1.5 * width).toArray());
        }
        return new Interpretation(stages, EXAMPLES, arguments, parameters, TrainingStep.of(model.seed(), 3));
    }
}

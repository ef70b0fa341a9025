package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Elementwise chains that are one kernel though they are too long for one method, against the interpreter. */
class LongChainTests {
    @Test
    void chainsInPartsAgreeWithTheInterpreter() throws Exception {
        ModelCompiler.Compiled compiled =
                ModelCompiler.compile(Map.of("app/Long.java", Resources.text("app/Long.java")));
        Class<?> scalar = compiled.files().loader().loadClass("app.LongScalar");
        assertTrue(
                Arrays.stream(scalar.getDeclaredMethods())
                        .anyMatch(method -> method.getName().endsWith("Part2")),
                "No kernel is in parts");
        CompiledModel model = CompiledModel.create(compiled.files().loader().loadClass("app.LongModel"), 5);
        Bound bound = new Bound();
        for (TrainingStep step : new TrainingStep[] {TrainingStep.EVALUATE, TrainingStep.of(2, 3)}) {
            Batch batch = Arguments.batch(model.signature(), Map.of(), 19, 23);
            Oracle oracle = Interpretation.of(compiled.stages("Long"), model, batch, step);
            Comparison comparison = new Comparison("Long", "long chains", bound);
            if (step == TrainingStep.EVALUATE) {
                comparison.outputs(model.signature(), model.predict(batch, 7), oracle);
            }
            assertEquals(
                    java.util.List.of(),
                    comparison.gradients(model, batch, step, oracle).failures());
        }
    }
}

package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.ir.Lowered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measure itself, the interpreter of the lowered program: against PyTorch in double, and against finite differences. */
@Execution(ExecutionMode.CONCURRENT)
class InterpreterReferenceTests {
    static List<ReferenceCase> cases() {
        return ReferenceCase.all();
    }

    private static Interpretation prepare(ReferenceCase reference) {
        ModelCompiler.Stages stages = ReferenceCase.compiled().stages(reference.name());
        List<double[]> arguments = new ArrayList<>();
        for (Lowered.ArgumentDecl argument : stages.lowered().arguments()) {
            arguments.add(Objects.requireNonNull(
                            reference.of(argument.target() ? "target" : "input").get(argument.name()))
                    .clone());
        }
        return new Interpretation(stages, reference.count(), arguments, reference.of("parameter"), reference.step());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase reference) {
        Oracle oracle = prepare(reference).oracle();
        List<String> failures = new ArrayList<>();
        near("output ", oracle.outputs(), reference.of("output"), failures);
        near("", Map.of("loss", oracle.loss()), reference.of("loss"), failures);
        near("d ", oracle.gradients(), reference.of("gradient"), failures);
        near("d ", oracle.inputGradients(), reference.of("inputGradient"), failures);
        assertEquals(List.of(), failures, String.join("\n", failures));
    }

    /** Both sides compute in double; the file's numbers have eleven digits. */
    private static void near(
            String kind, Map<String, Oracle.Figures> found, Map<String, double[]> expected, List<String> failures) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, numbers) -> {
            Oracle.Figures figures = found.get(name);
            assertNotNull(figures);
            assertEquals(numbers.length, figures.values().length, kind + name);
            for (int i = 0; i < numbers.length; i++) {
                double allowed = 1e-10 * Math.abs(numbers[i]) + 1e-13 * figures.scales()[i] + 1e-15;
                if (!(Math.abs(figures.values()[i] - numbers[i]) <= allowed)) {
                    failures.add(kind + name + "[" + i + "] is " + figures.values()[i] + ", PyTorch has " + numbers[i]);
                    return;
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithFiniteDifferences(ReferenceCase reference) {
        FiniteDifferences differences = new FiniteDifferences(prepare(reference), 12);
        assertEquals(List.of(), differences.failures(), String.join("\n", differences.failures()));
        assertTrue(differences.checked() > 0, "Every element lies at a kink");
    }
}

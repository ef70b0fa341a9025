package io.lanewise.processor.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.expression.Text;
import io.lanewise.processor.interpreter.Factors;
import io.lanewise.processor.interpreter.Graphs;
import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.lower.Lower;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the backward pass is made of, and its values where differences cannot tell. */
class DifferentiateTests {
    /** The derivative of the activation in h, in the words of h itself where that is enough. */
    @ParameterizedTest
    @CsvSource({
        "RELU, (h > 0 ? d h : 0)",
        "LEAKY_RELU, (h > 0 ? d h : 0.01·d h)",
        "TANH, d h·(1 − h·h)",
        "SIGMOID, d h·h·(1 − h)",
        "SOFTPLUS, d h·sigmoid(h bias)",
        "ELU, (h bias > 0 ? d h : d h·exp(h bias))"
    })
    void activationIsReadBackFromItsResult(String activation, String expected) {
        Differentiated differentiated = differentiate(new Graphs("M")
                .input("x", 5)
                .dense("h", "x", 5, 4, activation)
                .dense("y", "h", 4, 3, "LINEAR")
                .loss("MEAN_SQUARED", 1, "CLASSES", "MEAN")
                .build());
        List<String> formulas = differentiated.backward().stream()
                .filter(value -> value.op() instanceof Op.Map)
                .map(DifferentiateTests::formula)
                .toList();
        assertTrue(formulas.contains(expected), formulas.toString());
    }

    @Test
    void softmaxAndCrossEntropyMeetBeforeTheLogits() {
        Differentiated differentiated = differentiate(classifier());
        List<String> formulas = differentiated.backward().stream()
                .filter(value -> value.op() instanceof Op.Map)
                .map(DifferentiateTests::formula)
                .toList();
        assertEquals(
                List.of(
                        "1 / y count",
                        "−d y loss sum",
                        "(index == y target ? d y loss sum : 0)",
                        "d y loss sum / y sum",
                        "d y sum·y exp",
                        "(d y centred + d y centred)",
                        "(h > 0 ? d h : 0)"),
                formulas);
    }

    @Test
    void everyValueStandsBehindItsOperandsAndIsUsed() {
        Differentiated differentiated = differentiate(classifier());
        Set<Value> seen = new HashSet<>(differentiated.forward().values());
        Set<Value> used = new HashSet<>(differentiated.parameterGradients().values());
        used.addAll(differentiated.inputGradients().values());
        for (List<Value> section : List.of(differentiated.backward(), differentiated.inputs())) {
            for (Value value : section) {
                assertTrue(seen.containsAll(Operands.of(value)), value + " comes before its operands");
                used.addAll(Operands.of(value));
                assertTrue(seen.add(value), value + " stands twice");
            }
        }
        differentiated.backward().forEach(value -> assertTrue(used.contains(value), value + " is not used"));
        assertEquals(4, differentiated.parameterGradients().size());
        // Training never multiplies by the first layer's weight again: that is for the input's gradient alone.
        assertEquals(3, products(differentiated.backward()));
        assertEquals(1, products(differentiated.inputs()));
    }

    @Test
    void gradientsHaveTheTypesOfWhatTheyBelongTo() {
        Differentiated differentiated = differentiate(classifier());
        differentiated.parameterGradients().forEach((value, gradient) -> assertEquals(value.type(), gradient.type()));
        differentiated.inputGradients().forEach((value, gradient) -> assertEquals(value.type(), gradient.type()));
    }

    @ParameterizedTest
    @CsvSource({"1e4, 0", "1e4, 1", "-1e4, 0", "-1e4, 2"})
    void crossEntropyIsStableAtLargeLogits(double logit, int target) {
        Graph graph = new Graphs("M")
                .input("x", 3)
                .layer("y", "Softmax", Map.of(), List.of("x"), 3)
                .loss("CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build();
        Lowered lowered = Lower.graph(graph);
        Interpreter.Result result = Interpreter.run(
                lowered,
                Differentiate.program(lowered),
                1,
                List.of(new double[] {logit, 0, 0}, new double[] {target}),
                Map.of(),
                Factors.EVALUATION);
        double[] y = logit > 0 ? new double[] {1, 0, 0} : new double[] {0, 0.5, 0.5};
        double loss = logit > 0 ? (target == 0 ? 0 : 1e4) : target == 0 ? 1e4 + Math.log(2) : Math.log(2);
        assertEquals(loss, result.loss().get(0).values()[0], 1e-9);
        double[] gradient = result.inputGradients().get("x").values();
        for (int i = 0; i < 3; i++) {
            assertEquals(y[i] - (i == target ? 1 : 0), gradient[i], 1e-12);
        }
    }

    @Test
    void withoutALossNothingIsBackward() {
        Graph graph =
                new Graphs("M").input("x", 3).dense("y", "x", 3, 2, "TANH").block();
        Lowered lowered = Lower.graph(graph);
        assertFalse(lowered.trained());
        Differentiated differentiated = Differentiate.program(lowered);
        assertTrue(differentiated.backward().isEmpty());
        assertTrue(differentiated.parameterGradients().isEmpty());
    }

    @Test
    void scanCarriesTheGradientOfItsCarryAlways() {
        Differentiated differentiated = differentiate(new Graphs("M")
                .input("x", 3)
                .dense("deep", "x", 3, 3, "RELU")
                .repeat(5)
                .loss("MEAN_SQUARED", 1, "CLASSES", "MEAN")
                .build());
        Op.ScanBack back = differentiated.backward().stream()
                .filter(value -> value.op() instanceof Op.ScanBack)
                .map(value -> (Op.ScanBack) value.op())
                .findFirst()
                .orElseThrow();
        assertNotNull(back.backward().operands().get(0));
        assertEquals(back.backward().upstream().get(0), back.backward().values().get(0));
        assertEquals(2, back.backward().parameters().size());
        assertEquals(1, differentiated.inputGradients().size());
    }

    private static Graph classifier() {
        return new Graphs("M")
                .input("x", 5)
                .dense("h", "x", 5, 4, "RELU")
                .dense("y", "h", 4, 3, "SOFTMAX")
                .loss("CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build();
    }

    private static Differentiated differentiate(Graph graph) {
        return Differentiate.program(Lower.graph(graph));
    }

    private static long products(List<Value> values) {
        return values.stream().filter(value -> value.op() instanceof Op.MatMul).count();
    }

    private static String formula(Value value) {
        Op.Map map = (Op.Map) value.op();
        return Text.of(
                map.expression(), map.operands().stream().map(Value::name).toList());
    }
}

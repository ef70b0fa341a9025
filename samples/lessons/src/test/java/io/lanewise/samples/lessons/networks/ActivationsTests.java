package io.lanewise.samples.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled functions and their compiled derivatives, against formulas in double and their difference quotients. */
final class ActivationsTests {
    private static final double STEP = 1e-5;
    private static final double SELU_LAMBDA = 1.0507009873554805;
    private static final double SELU_ALPHA = 1.6732632423543772;

    private static final Map<String, DoubleUnaryOperator> FORMULAS = Map.ofEntries(
            Map.entry("linear", x -> x),
            Map.entry("sigmoid", x -> 1 / (1 + Math.exp(-x))),
            Map.entry("tanh", Math::tanh),
            Map.entry("relu", x -> Math.max(x, 0)),
            Map.entry("leakyRelu", x -> x > 0 ? x : 0.01 * x),
            Map.entry("elu", x -> x > 0 ? x : Math.expm1(x)),
            Map.entry("selu", x -> SELU_LAMBDA * (x > 0 ? x : SELU_ALPHA * Math.expm1(x))),
            Map.entry("gelu", x -> x * phi(x)),
            Map.entry("silu", x -> x / (1 + Math.exp(-x))),
            Map.entry("softplus", x -> Math.log1p(Math.exp(x))),
            Map.entry("threshold", x -> x > 0 ? 1 : 0),
            Map.entry("hardSigmoid", x -> Math.clamp(x / 6 + 0.5, 0.0, 1.0)),
            Map.entry("hardTanh", x -> Math.clamp(x, -1.0, 1.0)),
            Map.entry("hardSwish", x -> x * Math.clamp(x / 6 + 0.5, 0.0, 1.0)),
            Map.entry("relu6", x -> Math.clamp(x, 0.0, 6.0)),
            Map.entry("celu", x -> x > 0 ? x : Math.expm1(x)),
            Map.entry("geluTanh", x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
            Map.entry("mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
            Map.entry("softsign", x -> x / (1 + Math.abs(x))),
            Map.entry("exponential", Math::exp),
            Map.entry("logSigmoid", x -> -Math.log1p(Math.exp(-x))),
            Map.entry("sign", Math::signum),
            Map.entry("probit", ActivationsTests::phi));

    static Iterable<String> names() {
        return Activations.NAMES;
    }

    @Test
    void thereIsAFormulaForEach() {
        assertEquals(FORMULAS.size(), Activations.NAMES.size());
    }

    @ParameterizedTest
    @MethodSource("names")
    void valuesAndDerivativesAreThoseOfTheFormula(String name) {
        DoubleUnaryOperator formula = FORMULAS.get(name);
        float[] x = new float[96];
        for (int i = 0; i < x.length; i++) {
            x[i] = -5.95f + i / 8f; // no kink: those lie at whole numbers
        }
        Activations.Drawn drawn = Activations.of(Activations.NAMES.indexOf(name), x);
        for (int i = 0; i < x.length; i++) {
            double value = formula.applyAsDouble(x[i]);
            double derivative = (formula.applyAsDouble(x[i] + STEP) - formula.applyAsDouble(x[i] - STEP)) / (2 * STEP);
            String at = name + " at " + x[i];
            // Within what rounding of x and of a few steps makes; the difference quotient is good to 1e-9.
            assertEquals(value, drawn.values()[i], 1e-5 * Math.abs(value) + 4 * 0x1p-24, at);
            assertEquals(derivative, drawn.derivatives()[i], 1e-5 * Math.abs(derivative) + 16 * 0x1p-24, at);
        }
    }

    /** Φ by its series, x + x³/3 + x⁵/(3·5) + …, good to the last digits for |x| up to 7. */
    private static double phi(double x) {
        double term = x;
        double sum = 0;
        for (int n = 1; n < 200; n++) {
            sum += term;
            term *= x * x / (2 * n + 1);
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}

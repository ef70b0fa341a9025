package io.lanewise.processor.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.annotations.Activation;
import io.lanewise.annotations.LossFunction;
import io.lanewise.processor.interpreter.Scalars;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DerivativeTests {
    private static final double[] POINTS = {-9, -2.5, -1.2, -0.3, -1e-3, 1e-3, 0.25, 0.7, 1.5, 4, 11};

    static Stream<String> activations() {
        return Activations.names().stream().sorted();
    }

    /** Those whose slopes are numbers: all but the one that is itself infinite far out. */
    static Stream<String> bounded() {
        return activations().filter(activation -> !activation.equals("EXPONENTIAL"));
    }

    static Stream<String> losses() {
        return Losses.names().stream().sorted();
    }

    @Test
    void tablesNameTheConstantsOfTheAnnotations() {
        Set<String> constants =
                Arrays.stream(Activation.values()).map(Enum::name).collect(Collectors.toSet());
        constants.removeAll(Set.of("SOFTMAX", "LOG_SOFTMAX"));
        assertEquals(constants, Activations.names());
        Set<String> losses =
                Arrays.stream(LossFunction.values()).map(Enum::name).collect(Collectors.toSet());
        losses.remove("COSINE_SIMILARITY");
        assertTrue(Losses.names().containsAll(losses));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void activationHasTheSlopeOfItsCurve(String activation) {
        Expr y = Activations.of(activation, Float.NaN);
        for (double x : POINTS) {
            assertSlope(activation, y, 0, new double[] {x});
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossHasTheSlopeOfItsCurve(String loss) {
        Expr l = Losses.of(loss);
        boolean probability = Set.of("BINARY_CROSS_ENTROPY", "CROSS_ENTROPY", "KL_DIVERGENCE", "POISSON")
                .contains(loss);
        for (double y : probability ? new double[] {0.02, 0.2, 0.5, 0.9, 0.98} : POINTS) {
            for (double t : new double[] {0.125, 0.6, 0.875}) {
                assertSlope(loss, l, 0, new double[] {y, t});
                assertSlope(loss, l, 1, new double[] {y, t});
            }
        }
    }

    private static void assertSlope(String name, Expr expression, int operand, double[] at) {
        double h = 1e-5 * Math.max(1e-2, Math.abs(at[operand]));
        double[] above = at.clone();
        double[] below = at.clone();
        above[operand] += h;
        below[operand] -= h;
        double difference = (Scalars.of(expression, above) - Scalars.of(expression, below)) / (2 * h);
        double derived = Scalars.of(Derivative.of(expression, operand), at);
        assertEquals(difference, derived, 1e-6 + 1e-6 * Math.abs(difference), name + " at " + Arrays.toString(at));
    }

    /** PyTorch's derivatives at 0. */
    @ParameterizedTest
    @CsvSource({
        "LINEAR, 1",
        "SIGMOID, 0.25",
        "TANH, 1",
        "RELU, 0",
        "LEAKY_RELU, 0.01",
        "ELU, 1",
        "SELU, 1.7580993408473766",
        "GELU, 0.5",
        "SILU, 0.5",
        "SOFTPLUS, 0.5",
        "THRESHOLD, 0",
        "HARD_SIGMOID, 0.16666666666666666",
        "HARD_TANH, 1",
        "HARD_SWISH, 0.5",
        "RELU6, 0",
        "CELU, 1",
        "GELU_TANH, 0.5",
        "MISH, 0.6",
        "SOFTSIGN, 1",
        "EXPONENTIAL, 1",
        "LOG_SIGMOID, 0.5",
        "SIGN, 0",
        "PROBIT, 0.3989422804014327"
    })
    void activationHasPyTorchsSlopeAtZero(String activation, double expected) {
        Expr derivative = Derivative.of(Activations.of(activation, Float.NaN), 0);
        assertEquals(expected, Scalars.of(derivative, 0.0), 1e-12);
        assertEquals(expected, Scalars.of(derivative, -0.0), 1e-12);
    }

    /** PyTorch's where pieces meet, and next to it on both sides. */
    @ParameterizedTest
    @CsvSource({
        "HARD_SIGMOID, 3, 1, 0",
        "HARD_SIGMOID, -3, 0, 0",
        "HARD_SIGMOID, 2.9999998, 1, 0.16666667",
        "HARD_SIGMOID, -2.9999998, 0, 0.16666667",
        "HARD_TANH, 1, 1, 0",
        "HARD_TANH, -1, -1, 0",
        "HARD_TANH, 0.99999994, 0.99999994, 1",
        "HARD_TANH, -0.99999994, -0.99999994, 1",
        "HARD_SWISH, 3, 3, 1",
        "HARD_SWISH, -3, 0, 0",
        "HARD_SWISH, 2.9999998, 2.9999998, 1.5",
        "HARD_SWISH, -2.9999998, -1.1920928e-7, -0.5",
        "RELU6, 6, 6, 0",
        "RELU6, 5.9999995, 5.9999995, 1",
        "RELU6, 1e-30, 0, 1",
        "SOFTSIGN, 1, 0.5, 0.25",
        "SOFTSIGN, -1, -0.5, 0.25",
        "SOFTSIGN, 1.0000001, 0.5, 0.25",
        "SOFTSIGN, 999999, 0.999999, 1e-12",
        "SOFTSIGN, -999999, -0.999999, 1e-12",
        "GELU_TANH, 16, 16, 1",
        "GELU_TANH, -16, 0, 0",
        "SIGN, 1e-30, 1, 0",
        "SIGN, -1e-30, -1, 0"
    })
    void activationHasPyTorchsValueAndSlopeAtItsKinks(String activation, float x, float value, float slope) {
        Expr y = Activations.of(activation, Float.NaN);
        assertEquals(value, new FloatEvaluator(1, y).of(x), 1e-6f * Math.abs(value) + 1e-7f);
        assertEquals(slope, new FloatEvaluator(1, Derivative.of(y, 0)).of(x), 1e-6f * Math.abs(slope));
    }

    @Test
    void absoluteValueHasSlopeZeroAtZero() {
        assertEquals(0, Scalars.of(Derivative.of(Losses.of("MEAN_ABSOLUTE"), 0), 3, 3));
    }

    /** PyTorch's and Keras's at kinks, and far out. */
    @ParameterizedTest
    @CsvSource({
        "HUBER, 3, 2, 0.5, 1",
        "HUBER, 1, 2, 0.5, -1",
        "HUBER, 2, 2, 0, 0",
        "HUBER, 1e30, 0, 1e30, 1",
        "LOG_COSH, 2, 2, 0, 0",
        "LOG_COSH, 1e-4, 0, 5e-9, 1e-4",
        "LOG_COSH, -1e30, 0, 1e30, -1",
        "KL_DIVERGENCE, 0, 0, 0, 0",
        "KL_DIVERGENCE, 0.5, 0, 0, 0",
        "KL_DIVERGENCE, 0.25, 0.25, 0, -1",
        "POISSON, 0, 0, 0, 1",
        "POISSON, 0, 2, 36.8413615, -2e8",
        "HINGE, 1, 1, 0, 0",
        "HINGE, -1, -1, 0, 0",
        "HINGE, 0.5, 1, 0.5, -1",
        "HINGE, 0.5, -1, 1.5, 1",
        "SQUARED_HINGE, 1, 1, 0, 0",
        "SQUARED_HINGE, 0.5, -1, 2.25, 3",
        "VALUE, -3, 0, -3, 1"
    })
    void lossHasItsValueAndSlopeAtKinksAndFarOut(String loss, float y, float t, float value, float slope) {
        Expr l = Losses.of(loss);
        assertEquals(value, new FloatEvaluator(2, l).of(y, t), 1e-6f * Math.abs(value));
        assertEquals(slope, new FloatEvaluator(2, Derivative.of(l, 0)).of(y, t), 1e-6f * Math.abs(slope));
    }

    @Test
    void maximumOfTwoSharesTheSlopeWhereTheyAreEqual() {
        Expr max = Expressions.call(Function.MAX, Expressions.operand(0), Expressions.operand(1));
        Expr min = Expressions.call(Function.MIN, Expressions.operand(0), Expressions.operand(1));
        for (int operand = 0; operand < 2; operand++) {
            assertEquals(0.5, Scalars.of(Derivative.of(max, operand), 2, 2));
            assertEquals(0.5, Scalars.of(Derivative.of(min, operand), 2, 2));
        }
        assertEquals(1, Scalars.of(Derivative.of(max, 0), 3, 2));
        assertEquals(0, Scalars.of(Derivative.of(min, 0), 3, 2));
    }

    /** PyTorch's, also where the loss itself is cut off. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "0, 1, 100, -1e12",
        "1, 0, 100, 1e12",
        "1, 1, 0, 0",
        "0, 0.25, 25, -2.5e11",
        "1e-13, 1, 29.933606208922594, -0.9999999999999e12",
        "1e-13, 0, 1e-13, 0.1",
        "0.5, 1, 0.6931471805599453, -2"
    })
    void binaryCrossEntropyOfPlainProbabilitiesHasPyTorchsSlope(double y, double t, double value, double slope) {
        Expr loss = Losses.of("BINARY_CROSS_ENTROPY");
        assertEquals(value, Scalars.of(loss, y, t), 1e-12 * value);
        // The limit is the float next to 10⁻¹², in PyTorch too.
        assertEquals(slope, Scalars.of(Derivative.of(loss, 0), y, t), 1e-8 * Math.abs(slope));
        float inFloat = new FloatEvaluator(2, Derivative.of(loss, 0)).of((float) y, (float) t);
        assertEquals(slope, inFloat, 1e-6 * Math.abs(slope));
    }

    @Test
    void binaryCrossEntropyOfLogitsIsExactAtTheKinkOfItsForm() {
        Expr derivative = Derivative.of(Losses.of(Losses.BINARY_CROSS_ENTROPY_OF_LOGITS), 0);
        assertEquals(0.5, Scalars.of(derivative, 0, 0));
        assertEquals(-0.5, Scalars.of(derivative, 0, 1));
    }

    /** Nothing is multiplied by the branch not taken: e^x overflows, 0·∞ would be NaN. */
    @ParameterizedTest
    @MethodSource("bounded")
    void slopeIsANumberFarOut(String activation) {
        Expr product =
                Expressions.multiply(Expressions.operand(1), Derivative.of(Activations.of(activation, Float.NaN), 0));
        FloatEvaluator evaluator = new FloatEvaluator(2, product);
        for (float x : new float[] {-1e30f, -1e4f, -200, 200, 1e4f, 1e30f}) {
            assertTrue(Float.isFinite(evaluator.of(x, 1)), activation + " at " + x);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1e4", "1, 1e4", "0, -1e4", "1, -1e4", "0.5, 30"})
    void lossOfLogitsIsStable(float target, float logit) {
        Expr loss = Losses.of(Losses.BINARY_CROSS_ENTROPY_OF_LOGITS);
        double expected = logit > 0 ? logit * (1 - target) : -logit * target;
        assertEquals(expected, new FloatEvaluator(2, loss).of(logit, target), 1e-6 * Math.abs(expected) + 1e-9);
        float slope = new FloatEvaluator(2, Derivative.of(loss, 0)).of(logit, target);
        assertEquals((logit > 0 ? 1 : 0) - target, slope, 1e-6);
    }

    @Test
    void simplifiesAsItMakes() {
        Map<String, Expr> names = Map.of("x", Expressions.operand(0), "y", Expressions.operand(1));
        assertEquals(Expressions.operand(0), Parser.parse("1 * x + 0", names));
        assertEquals(Expressions.constant(7), Parser.parse("1 + 2 * 3", names));
        assertEquals("2·(x − y)", Text.of(Parser.parse("(x - y) + (x - y)", names), List.of("x", "y")));
        assertEquals("(x > 0 ? y : 0)", Text.of(Parser.parse("(x > 0 ? 1 : 0) * y", names), List.of("x", "y")));
        assertEquals("(x − y)", Text.of(Derivative.of(Losses.of("HALF_SQUARED"), 0), List.of("x", "y")));
    }
}

package io.lanewise.processor.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.ir.Function;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The definitions against double arithmetic, over all exponents. */
class FunctionsTests {
    /** Two million floats and more: every 1999th of all bit patterns. */
    private static final int STEP = 1999;

    @ParameterizedTest
    @CsvSource({
        "EXP, 2",
        "EXPM1, 2",
        "LOG, 2",
        "LOG1P, 2",
        "TANH, 3",
        "ERF, 2",
        "SIGMOID, 3",
        "SOFTPLUS, 2",
        "NORMAL_CDF, 4",
        "LOG_COSH, 4",
        "NORMAL_QUANTILE, 4"
    })
    void definitionIsWithinSomeUnitsInTheLastPlace(Function function, double bound) {
        DoubleUnaryOperator exact = exact(function);
        FloatEvaluator definition = new FloatEvaluator(1, Expressions.call(function, Expressions.operand(0)));
        double worst = 0;
        float worstAt = 0;
        for (long pattern = Integer.MIN_VALUE; pattern <= Integer.MAX_VALUE; pattern += STEP) {
            float x = Float.intBitsToFloat((int) pattern);
            double ulps = ulps(definition.of(x), exact.applyAsDouble(x), function);
            if (ulps > worst) {
                worst = ulps;
                worstAt = x;
            }
        }
        System.out.printf("%-10s %.2f ulp at %s%n", function, worst, worstAt);
        assertTrue(worst <= bound, function + " is " + worst + " ulp off at " + worstAt);
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, 0, 1",
        "EXP, -Infinity, 0",
        "EXP, Infinity, Infinity",
        "EXP, 88.73, Infinity",
        "EXP, -104, 0",
        "EXPM1, 0, 0",
        "EXPM1, -Infinity, -1",
        "EXPM1, Infinity, Infinity",
        "EXPM1, 1e-30, 1e-30",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, -1, NaN",
        "LOG, Infinity, Infinity",
        "LOG, 1, 0",
        "LOG1P, -1, -Infinity",
        "LOG1P, -2, NaN",
        "LOG1P, Infinity, Infinity",
        "LOG1P, 1e-30, 1e-30",
        "TANH, -Infinity, -1",
        "TANH, Infinity, 1",
        "TANH, 1e4, 1",
        "ERF, -Infinity, -1",
        "ERF, Infinity, 1",
        "SIGMOID, -Infinity, 0",
        "SIGMOID, Infinity, 1",
        "SIGMOID, 0, 0.5",
        "SIGMOID, -1e4, 0",
        "SOFTPLUS, -Infinity, 0",
        "SOFTPLUS, Infinity, Infinity",
        "SOFTPLUS, 1e4, 1e4",
        "SOFTPLUS, -1e4, 0",
        "LOG_COSH, -Infinity, Infinity",
        "LOG_COSH, Infinity, Infinity",
        "LOG_COSH, 0, 0",
        "LOG_COSH, 1e30, 1e30",
        "NORMAL_CDF, -Infinity, 0",
        "NORMAL_CDF, Infinity, 1",
        "NORMAL_CDF, 0, 0.5",
        "NORMAL_QUANTILE, 0, -Infinity",
        "NORMAL_QUANTILE, 1, Infinity",
        "NORMAL_QUANTILE, 0.5, 0",
        "NORMAL_QUANTILE, 1.5, NaN",
        "NORMAL_QUANTILE, -1e-9, NaN",
        "NORMAL_QUANTILE, Infinity, NaN"
    })
    void valueIsExactAtTheEnds(Function function, float x, float expected) {
        FloatEvaluator definition = new FloatEvaluator(1, Expressions.call(function, Expressions.operand(0)));
        float found = definition.of(x);
        assertEquals(expected + 0.0f, found + 0.0f, function + "(" + x + ")");
    }

    @Test
    void tanhOfZeroHasItsSign() {
        FloatEvaluator tanh = new FloatEvaluator(1, Expressions.call(Function.TANH, Expressions.operand(0)));
        assertEquals(Float.floatToRawIntBits(0f), Float.floatToRawIntBits(tanh.of(0f)));
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(tanh.of(-0f)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Function.class,
            names = {
                "EXP",
                "EXPM1",
                "LOG",
                "LOG1P",
                "TANH",
                "ERF",
                "SIGMOID",
                "SOFTPLUS",
                "NORMAL_CDF",
                "NORMAL_QUANTILE"
            })
    void notANumberPasses(Function function) {
        FloatEvaluator definition = new FloatEvaluator(1, Expressions.call(function, Expressions.operand(0)));
        assertTrue(Float.isNaN(definition.of(Float.NaN)));
        assertTrue(Float.isNaN(definition.of(Float.intBitsToFloat(0xFFC12345))));
    }

    /** Distance in units of the last place of the exact value; below the least normal float 0 is right too. */
    private static double ulps(float found, double exact, Function function) {
        if (Double.isNaN(exact) || Float.isNaN(found)) {
            return Double.isNaN(exact) && Float.isNaN(found) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (found == (float) exact || Math.abs(exact) < Float.MIN_NORMAL && found == 0) {
            return 0;
        }
        if (Float.isInfinite(found)) {
            // past the last float the next would be 2^128
            return Math.abs(0x1p128 - Math.abs(exact)) / Math.ulp(Float.MAX_VALUE);
        }
        return Math.abs(found - exact) / Math.ulp((float) exact);
    }

    private static DoubleUnaryOperator exact(Function function) {
        return switch (function) {
            case EXP -> StrictMath::exp;
            case EXPM1 -> StrictMath::expm1;
            case LOG -> StrictMath::log;
            case LOG1P -> StrictMath::log1p;
            case TANH -> StrictMath::tanh;
            case ERF -> Normal::erf;
            case SIGMOID -> x -> 1 / (1 + StrictMath.exp(-x));
            case SOFTPLUS -> x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case NORMAL_CDF -> Normal::cdf;
            case LOG_COSH ->
                x -> {
                    double a = Math.abs(x);
                    double half = StrictMath.sinh(Math.min(a, 40) / 2);
                    return StrictMath.log1p(2 * half * half) + Math.max(a - 40, 0);
                };
            case NORMAL_QUANTILE -> Normal::quantile;
            default -> throw new IllegalArgumentException(function.toString());
        };
    }
}

package io.lanewise.processor.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.annotations.Activation;
import io.lanewise.annotations.LossFunction;
import io.lanewise.processor.ir.Expr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md says of activations is true. */
final class ContributingTests {
    private static final Path PAGE = Path.of("..", "CONTRIBUTING.md");
    private static final Pattern LINE = Pattern.compile("new Entry\\(\"([A-Z_]+)\", ([-0-9.]+), \"([^\"]+)\"\\)");

    @Test
    void theLineShownIsAnActivationWithItsDerivative() throws Exception {
        Matcher line = LINE.matcher(Files.readString(PAGE));
        assertTrue(line.find(), "CONTRIBUTING.md shows no line of the table");
        assertEquals("MISH", line.group(1));
        Expr expression = Parser.parse(
                line.group(3),
                Map.of(
                        "x", Expressions.operand(0),
                        "alpha", Expressions.constant(Double.parseDouble(line.group(2)))));

        DoubleUnaryOperator mish = x -> x * Math.tanh(Math.log1p(Math.exp(x)));
        FloatEvaluator value = new FloatEvaluator(1, expression);
        FloatEvaluator slope = new FloatEvaluator(1, Derivative.of(expression, 0));
        for (float x = -8; x <= 8; x += 0.25f) {
            double h = 1e-5;
            double expected = (mish.applyAsDouble(x + h) - mish.applyAsDouble(x - h)) / (2 * h);
            assertEquals(mish.applyAsDouble(x), value.of(x), 1e-5 * Math.max(1, Math.abs(x)), "mish of " + x);
            assertEquals(expected, slope.of(x), 1e-5, "slope of mish at " + x);
        }
    }

    @Test
    void everyWordHasItsLine() {
        Set<String> activations = names(Activation.values());
        activations.removeAll(Set.of(Activation.SOFTMAX.name(), Activation.LOG_SOFTMAX.name()));
        assertEquals(activations, Activations.names());
        Set<String> losses = names(LossFunction.values());
        losses.remove(LossFunction.COSINE_SIMILARITY.name());
        assertTrue(Losses.names().containsAll(losses), () -> "only " + Losses.names());
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
    }
}

package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.initializer.Initializer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NamedTests {
    private static final Signature SIGNATURE = Signature.builder("Net")
            .matrix("features.0.weight", 0, 3, 4, Initializer.zeros())
            .vector("features.0.bias", 48, 4, Initializer.zeros())
            .vector("head.bias", 64, 4, Initializer.zeros())
            .length(80)
            .build();

    @Test
    void patternsFindParametersInOrder() {
        assertEquals(List.of("features.0.weight", "features.0.bias"), names("features.*"));
        assertEquals(List.of("features.0.bias", "head.bias"), names("*.bias"));
        assertEquals(List.of("features.0.bias"), names("f*.0.*s"));
        assertEquals(List.of("head.bias"), names("head.bias"));
        assertEquals(3, names("*").size());
        assertEquals(3, names("**").size());
    }

    private static List<String> names(String pattern) {
        return Named.matching(SIGNATURE, pattern).stream()
                .map(TensorLayout::name)
                .toList();
    }

    @Test
    void partsOfAPatternDoNotOverlap() {
        assertFalse(Named.matches("ab*bc", "abc"));
        assertTrue(Named.matches("ab*bc", "abbc"));
        assertFalse(Named.matches("a*b*b", "ab"));
        assertTrue(Named.matches("a*b*b", "axbyb"));
        assertFalse(Named.matches("a", "ab"));
        assertFalse(Named.matches("a.b", "axb"));
    }

    @Test
    void aPatternThatMatchesNothingNamesTheNearest() {
        String message = assertThrows(IllegalArgumentException.class, () -> names("heads.*"))
                .getMessage();
        assertEquals(
                "Net has no parameter that matches 'heads.*'. Did you mean 'head.bias'? It has 'features.0.weight',"
                        + " 'features.0.bias', 'head.bias'.",
                message);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> names("head.weight"))
                .getMessage()
                .startsWith("Net has no parameter 'head.weight'. "));
    }
}

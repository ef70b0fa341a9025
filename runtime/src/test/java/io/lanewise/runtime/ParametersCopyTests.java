package io.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.initializer.Initializer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersCopyTests {
    private static final Signature SIGNATURE = Signature.builder("Deep")
            .input("x", 3)
            .matrix("features.0.weight", 0, 3, 4, Initializer.zeros())
            .vector("features.0.bias", 48, 4, Initializer.zeros())
            .vector("features.10.bias", 64, 4, Initializer.zeros())
            .vector("head.bias", 80, 4, Initializer.zeros())
            .length(96)
            .build();

    private static List<String> matching(String pattern) {
        return SIGNATURE.matching(pattern).stream().map(TensorLayout::name).toList();
    }

    @Test
    void starsStandForAnyLetters() {
        assertEquals(4, matching("*").size());
        assertEquals(List.of("features.0.weight", "features.0.bias", "features.10.bias"), matching("features.*"));
        assertEquals(List.of("features.0.bias", "features.10.bias", "head.bias"), matching("*.bias"));
        assertEquals(List.of("features.0.bias", "features.10.bias"), matching("features.*.bias"));
        assertEquals(List.of("features.0.bias", "features.10.bias"), matching("f*s*0*s"));
        assertEquals(List.of("head.bias"), matching("head.bias"));
        assertEquals(List.of("head.bias"), matching("head.bias*"));
    }

    @Test
    void patternThatMatchesNothingIsRefused() {
        for (String pattern : List.of("feature.*", "head", "", "head.bias*s", "features.0.*.bias")) {
            String message = assertThrows(IllegalArgumentException.class, () -> matching(pattern))
                    .getMessage();
            assertTrue(
                    message.startsWith("No parameter of Deep matches '" + pattern + "'. Its parameters are 'features.0"
                            + ".weight', 'features.0.bias',"),
                    message);
        }
    }

    @Test
    void copiesWhatMatchesAndNothingElse() {
        TwoLayers from = TwoLayers.create(1);
        TwoLayers to = TwoLayers.create(2);
        String kept = to.parameters().names().get(2);
        float[] before = to.parameters().get(kept);
        String pattern = to.parameters().names().get(0).replaceAll("\\..*", ".*");
        List<String> copied = to.parameters().copyFrom(from, pattern);
        assertEquals(to.parameters().names().subList(0, 2), copied);
        for (String name : copied) {
            assertArrayEquals(from.parameters().get(name), to.parameters().get(name));
        }
        assertArrayEquals(before, to.parameters().get(kept));
        assertEquals(to.parameters().names(), to.parameters().copyFrom(from, "*"));
        assertArrayEquals(from.weights().current(), to.weights().current());
    }

    @Test
    void whatDoesNotFitIsListedAndNothingChanges() {
        TwoLayers model = TwoLayers.create(1);
        float[] before = model.weights().current();
        Network other = new GradientsTests.Unused(Signature.builder("Other")
                .input("point", 3)
                .matrix("hidden.weight", 0, 3, 7, Initializer.zeros())
                .vector("hidden.bias", 48, 7, Initializer.zeros())
                .length(64)
                .build());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> model.parameters().copyFrom(other, "*"))
                .getMessage();
        assertEquals(
                "The parameters of Other do not fit those of TwoLayers that match '*': 'hidden.weight' is [7, 3] there and"
                        + " [20, 12] here; 'hidden.bias' is [7] there and [20] here; 'digit.weight' [3, 20] is missing"
                        + " there; 'digit.bias' [3] is missing there. Choose a pattern of what the two have in common.",
                message);
        assertTrue(before == model.weights().current());
    }
}

package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CheckTests {
    private static void refused(String message, Executable check) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, check).getMessage());
    }

    @Test
    void goodArgumentsPass() {
        assertDoesNotThrow(() -> {
            Check.count(1);
            Check.floats("image", new float[128], 2, 64);
            Check.ints("tokens", new int[6], 2, 3);
            Check.classes("digit", new int[] {0, 9}, 2, 10);
        });
    }

    @Test
    void countsBelowOneAreRefused() {
        refused("The number of examples is 0. It must be at least 1.", () -> Check.count(0));
        refused("The number of examples is -3. It must be at least 1.", () -> Check.count(-3));
    }

    @Test
    void wrongLengthsAreRefused() {
        refused(
                "'image' has 100 numbers, but 2 examples of 64 are 128. Pass the examples one after the other, each complete.",
                () -> Check.floats("image", new float[100], 2, 64));
        refused(
                "'image' has 192 numbers, but 2 examples of 64 are 128. Pass all of them, or a count of 3.",
                () -> Check.floats("image", new float[192], 2, 64));
        refused(
                "'tokens' has 0 numbers, but 1 example of 3 are 3. Pass the examples one after the other, each complete.",
                () -> Check.ints("tokens", new int[0], 1, 3));
        refused(
                "'image' is null. Pass a float[] of 128 numbers: 2 examples of 64.",
                () -> Check.floats("image", null, 2, 64));
        refused(
                "'image' has 5 numbers, but 2147483647 examples of 64 are 137438953408. Pass the examples one after the other, each complete.",
                () -> Check.floats("image", new float[5], Integer.MAX_VALUE, 64));
    }

    @Test
    void labelsOutOfRangeAreRefused() {
        refused(
                "Label 10 at index 2 of 'digit' is out of range. Labels must be from 0 to 9.",
                () -> Check.classes("digit", new int[] {0, 9, 10}, 3, 10));
        refused(
                "Label -1 at index 0 of 'digit' is out of range. Labels must be from 0 to 9.",
                () -> Check.classes("digit", new int[] {-1}, 1, 10));
        refused(
                "'digit' has 3 numbers, but 2 examples of 1 are 2. Pass all of them, or a count of 3.",
                () -> Check.classes("digit", new int[3], 2, 10));
    }

    @Test
    void integersWithoutAVectorAreRefused() {
        Signature.Argument tokens = new Signature.Argument("tokens", Signature.Kind.INTEGERS, java.util.List.of(3), 10);
        assertDoesNotThrow(() -> Check.labels(tokens, new int[] {0, 9, 5, 1, 2, 3}, 2));
        refused(
                "Integer 10 at index 4 of 'tokens' (example 1, position 1) is out of range. Its Embedding has vectors for 0 to 9."
                        + " Pass such integers, and set one of them aside for what is missing or unknown.",
                () -> Check.labels(tokens, new int[] {0, 9, 5, 1, 10, 3}, 2));
        refused(
                "Integer -1 at index 0 of 'tokens' (example 0, position 0) is out of range. Its Embedding has vectors for 0 to 9."
                        + " Pass such integers, and set one of them aside for what is missing or unknown.",
                () -> Check.labels(tokens, new int[] {-1, 9, 5}, 1));
        Signature.Argument any = new Signature.Argument("tokens", Signature.Kind.INTEGERS, java.util.List.of(1), 0);
        assertDoesNotThrow(() -> Check.labels(any, new int[] {-7, 1 << 30}, 2));
    }

    @Test
    void probabilitiesOutsideZeroToOneAreRefused() {
        assertDoesNotThrow(() -> Check.probabilities("digit", new float[] {0, 1, 0.5f, -0.0f}, 2, 2));
        refused(
                "'digit' is 1.5 at index 3 (example 1), which is no probability. Pass numbers from 0 to 1.",
                () -> Check.probabilities("digit", new float[] {0, 1, 0.5f, 1.5f}, 2, 2));
        refused(
                "'digit' is -0.25 at index 0 (example 0), which is no probability. Pass numbers from 0 to 1.",
                () -> Check.probabilities("digit", new float[] {-0.25f, 2}, 2, 1));
        refused(
                "'digit' is NaN at index 1 (example 1), which is no probability. Pass numbers from 0 to 1.",
                () -> Check.probabilities("digit", new float[] {1, Float.NaN}, 2, 1));
        refused(
                "'digit' has 3 numbers, but 2 examples of 1 are 2. Pass all of them, or a count of 3.",
                () -> Check.probabilities("digit", new float[3], 2, 1));
        refused(
                "'digit' is null. Pass a float[] of 2 numbers: 2 examples of 1.",
                () -> Check.probabilities("digit", null, 2, 1));
    }

    @Test
    void codeOfAnotherVersionIsRefused() {
        assertDoesNotThrow(() -> GeneratedCode.requireAbi(GeneratedCode.ABI));
        assertThrows(IncompatibleClassChangeError.class, () -> GeneratedCode.requireAbi(GeneratedCode.ABI + 1));
    }

    @Test
    void signsAreMinusOneAndOne() {
        assertDoesNotThrow(() -> Check.signs("side", new float[] {1, -1, 1}, 3, 1));
        for (float wrong : new float[] {0, 0.5f, -2, Float.NaN}) {
            refused(
                    "'side' is " + wrong
                            + " at index 2 (example 2), which is neither -1 nor 1. Pass -1 and 1 as targets of"
                            + " a hinge loss, where others have 0 and 1.",
                    () -> Check.signs("side", new float[] {1, -1, wrong}, 3, 1));
        }
    }

    @Test
    void weightsAreFiniteAndNotBelowZero() {
        assertDoesNotThrow(() -> Check.nonNegative("yWeights", new float[] {0, 1.5f, Float.MAX_VALUE}, 3, 1));
        for (float wrong : new float[] {-0.5f, Float.POSITIVE_INFINITY, Float.NaN}) {
            refused(
                    "'yWeights' is " + wrong
                            + " at index 1 (example 1), which is no finite number of at least 0. Pass such numbers.",
                    () -> Check.nonNegative("yWeights", new float[] {0, wrong, 1}, 3, 1));
        }
    }
}

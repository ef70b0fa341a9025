package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FmaTests {
    private static final float[] EXTREMES = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        3 * Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Math.nextUp(1f),
        Math.nextDown(1f),
        0x1p-75f,
        0x1p-74f,
        0x1.8p-75f,
        0x1p64f,
        -0x1p64f,
        16777217f,
        0x1.000002p12f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
    };

    @Test
    void extremesAreExact() {
        for (float a : EXTREMES) {
            for (float b : EXTREMES) {
                for (float c : EXTREMES) {
                    check(a, b, c);
                }
            }
        }
    }

    @Test
    void randomBitPatternsAreExact() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300_000; i++) {
            check(
                    Float.intBitsToFloat(random.nextInt()),
                    Float.intBitsToFloat(random.nextInt()),
                    Float.intBitsToFloat(random.nextInt()));
        }
    }

    @Test
    void sumsThatCancelOrLieNearATieAreExact() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300_000; i++) {
            float a = 1 + random.nextInt(1 << 23) * 0x1p-23f;
            float b = 1 + random.nextInt(1 << 23) * 0x1p-23f;
            float product = a * b;
            check(a, b, -product);
            check(a, b, Math.nextUp(-product));
            // The addend is half a unit of the product's last place, or next to it: ties and their neighbours.
            float half = Math.ulp(product) / 2;
            check(product, 1, half);
            check(product, 1, Math.nextUp(half));
            check(product, 1, Math.nextDown(half));
            check(a, b, Math.scalb(a, -24 - random.nextInt(30)));
            // Products that round among the subnormal numbers.
            check(
                    Math.scalb(a, -70),
                    Math.scalb(b, -60 - random.nextInt(25)),
                    Math.scalb(a, -130 - random.nextInt(19)));
        }
    }

    private static void check(float a, float b, float c) {
        // Without bits of NaN, which no result may depend on.
        int expected = Float.floatToIntBits(Math.fma(a, b, c));
        if (expected != Float.floatToIntBits(Fma.exact(a, b, c))
                || expected != Float.floatToIntBits(Fma.fma(a, b, c))) {
            assertEquals(Math.fma(a, b, c), Fma.exact(a, b, c), "fma(" + a + ", " + b + ", " + c + ")");
            assertEquals(Math.fma(a, b, c), Fma.fma(a, b, c), "fma(" + a + ", " + b + ", " + c + ")");
        }
    }
}

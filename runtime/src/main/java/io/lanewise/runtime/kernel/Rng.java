package io.lanewise.runtime.kernel;

/**
 * Random numbers as pure functions of where they are used, so that they depend neither on threads nor on the order of
 * computation nor on the platform. Thirty-two-bit mixing for factors drawn inside kernels (it has a vector form), SplitMix64
 * (Steele, Lea and Flood, 2014) for keys.
 */
public final class Rng {
    /** The step from one element's counter to the next: 2³² divided by the golden ratio. */
    public static final int STEP = 0x9E3779B9;

    private Rng() {}

    /** A bijection of the ints whose every output bit depends on every input bit (C. Wellons' "lowbias32"). */
    public static int mix(int x) {
        x ^= x >>> 16;
        x *= 0x7feb352d;
        x ^= x >>> 15;
        x *= 0x846ca68b;
        x ^= x >>> 16;
        return x;
    }

    /** SplitMix64's output function, a bijection of the longs. */
    public static long mix(long x) {
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    /** The key of one place that draws: a training seed, the step, the node and, in a repeated block, the instance. */
    public static int key(long seed, long step, int node, int instance) {
        long x = mix(seed + 0x9e3779b97f4a7c15L);
        x = mix((x ^ step) + 0x9e3779b97f4a7c15L);
        x = mix((x ^ (((long) node << 32) | (instance & 0xffffffffL))) + 0x9e3779b97f4a7c15L);
        return (int) (x >>> 32);
    }

    /** The key of one example (row) of a place. */
    public static int rowKey(int key, int example) {
        return mix(key ^ mix(example));
    }

    /** The bits of one element of a row. */
    public static int bits(int rowKey, int element) {
        return mix(rowKey + element * STEP);
    }

    /** An even number in (−½, ½) from the upper 23 bits: the middle of one of 2²³ equal parts, exactly. */
    public static float centred(int bits) {
        return Float.intBitsToFloat((bits >>> 9) | 0x3F800000) - 1.5f + 0x1p-24f;
    }

    /** Elements whose {@code bits >>> 8} lie below this number are dropped: {@code rate} in units of 2⁻²⁴. */
    public static int threshold(float rate) {
        return Math.round(rate * 0x1p24f);
    }
}

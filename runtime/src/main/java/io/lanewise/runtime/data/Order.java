package io.lanewise.runtime.data;

import io.lanewise.runtime.kernel.Rng;

/** Orders drawn from a seed: the same on every platform, since they use integers only. */
final class Order {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Order() {}

    /** 0 … count − 1 in order. */
    static int[] straight(int count) {
        int[] order = new int[count];
        straight(order);
        return order;
    }

    static void straight(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Fisher and Yates's shuffle, in place, a function of the seed, the stream and the array's content. */
    static void shuffle(int[] order, long seed, long stream) {
        shuffle(order, order.length, seed, stream);
    }

    /** The same of the first {@code length} numbers. */
    static void shuffle(int[] order, int length, long seed, long stream) {
        long state = Rng.mix(Rng.mix(seed + GOLDEN) ^ stream);
        for (int i = length - 1; i > 0; i--) {
            state += GOLDEN;
            // The high half times the bound: its bias is below 2⁻³², out of reach for any data set that fits an array.
            int j = (int) ((Rng.mix(state) >>> 32) * (i + 1L) >>> 32);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}

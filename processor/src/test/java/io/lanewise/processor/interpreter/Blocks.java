package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Type;
import java.util.List;

/** Where a part of an array, cut along one axis, lies in the whole. */
final class Blocks {
    private Blocks() {}

    /** For each element of the part its place in the whole; the part starts at {@code from} of {@code axis}. */
    static int[] places(Type whole, Type part, int axis, int from, int examples) {
        int before = (whole.batched() ? examples : 1) * product(whole.dims().subList(0, axis));
        int after = product(whole.dims().subList(axis + 1, whole.dims().size()));
        int size = part.dims().get(axis);
        int of = whole.dims().get(axis);
        int[] places = new int[before * size * after];
        for (int i = 0; i < places.length; i++) {
            int outer = i / (size * after);
            int along = i / after % size;
            places[i] = (outer * of + from + along) * after + i % after;
        }
        return places;
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }
}

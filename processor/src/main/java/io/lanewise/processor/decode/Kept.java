package io.lanewise.processor.decode;

import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;

/** Lays out what outlives a step, value by value, those of a repeated block for each instance. */
final class Kept {
    private long floats;

    /** Floats for each example. */
    long floats() {
        return floats;
    }

    /**
     * A place for a value of {@code type}.
     *
     * @param counts how often each of the repeated blocks around it is repeated, outermost first
     */
    Place place(Type type, List<Integer> counts) {
        long at = floats;
        long stride = Layout.of(type);
        List<Place.Term> terms = new ArrayList<>();
        for (int depth = counts.size() - 1; depth >= 0; depth--) {
            terms.add(0, new Place.Term(depth, 0, false, 0, stride));
            stride *= counts.get(depth);
        }
        floats += stride;
        return new Place(Place.Space.KEPT, 0, 0, at, terms);
    }
}

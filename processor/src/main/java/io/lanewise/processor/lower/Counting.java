package io.lanewise.processor.lower;

import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which number the whole loss is divided by, if its terms agree on one. */
final class Counting {
    private final List<Lowered.NodeValue> positions = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private @Nullable Value divisor;

    /**
     * Adds a term.
     *
     * @param type of the node's value
     * @param found the number that the batch's values decide; null for that of examples
     * @param counted 0 where a position does not count; null where all do
     */
    void add(String node, LossTerm term, Type type, @Nullable Value found, @Nullable Value counted) {
        if (counted != null) {
            positions.add(new Lowered.NodeValue(node, counted));
        }
        divisor = divisor == null ? found : divisor;
        LossTerm.Options options = term.options();
        boolean maskAlone = options.ignored() == null && options.classWeights().isEmpty();
        kinds.add(found == null ? "" : maskAlone ? "mask " + options.mask() + type.rows() : "labels " + node);
    }

    /** The same of all terms; of {@code terms} there may be more than were added, which are divided by the examples. */
    Lowered.Counted of(int terms) {
        boolean one = kinds.size() == terms && kinds.stream().distinct().count() == 1;
        return new Lowered.Counted(one && divisor != null ? Objects.requireNonNull(divisor) : null, positions);
    }
}

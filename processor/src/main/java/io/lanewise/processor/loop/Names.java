package io.lanewise.processor.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names in one kernel. */
final class Names {
    /** What the printers name themselves. */
    private static final Set<String> RESERVED = Set.of(
            "n", "k", "from", "to", "example", "row", "j", "part", "r", "rAt", "count", "end", "below", "lane",
            "element", "width", "stride", "full");

    private final Set<String> taken = new HashSet<>(RESERVED);
    /** Numbers tried already, so that the hundredth of a name does not ask a hundred times. */
    private final Map<String, Integer> last = new HashMap<>();

    /** {@code base}, or with a number behind it where that is taken. */
    String unique(String base) {
        if (taken.add(base)) {
            return base;
        }
        int number = last.getOrDefault(base, 1) + 1;
        while (!taken.add(base + number)) {
            number++;
        }
        last.put(base, number);
        return base + number;
    }
}

package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often what a program's results need is read. */
public final class Uses {
    private final Map<Value, Integer> counts = new IdentityHashMap<>();
    private final Set<Value> results = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Of {@code program}, but for the bodies of its scans. */
    public Uses(Program program) {
        results.addAll(program.results());
        Set<Value> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> open = new ArrayList<>(program.results());
        while (!open.isEmpty()) {
            Value value = open.remove(open.size() - 1);
            if (needed.add(value)) {
                open.addAll(Operands.of(value));
            }
        }
        for (Value value : needed) {
            Operands.of(value).forEach(operand -> counts.merge(operand, 1, Integer::sum));
        }
    }

    /** Whether {@code value} is read in one place alone, and is no result. */
    public boolean isReadOnce(Value value) {
        return counts.getOrDefault(value, 0) == 1 && !results.contains(value);
    }
}

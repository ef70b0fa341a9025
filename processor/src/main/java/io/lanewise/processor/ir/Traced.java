package io.lanewise.processor.ir;

import java.util.List;

/**
 * A number of a node by which training that is no longer finite finds the node where that began.
 *
 * @param node the user's name
 * @param value what is looked at: the node's own value or, where that is never computed, what it would be made of
 * @param again what must be computed once more to see it, in order, {@code value} last; empty where its memory still holds
 *     it after the forward section. What an earlier entry computed again is not repeated.
 */
public record Traced(String node, Value value, List<Value> again) {
    public Traced {
        again = List.copyOf(again);
    }
}

package io.lanewise.runtime.generated;

import org.jspecify.annotations.Nullable;

/**
 * How the value of a node is seen after the forward pass, so that the first one that is not finite can be named: where the
 * training scratch holds it or, for a node that one pass computes together with others, how to compute it once more.
 *
 * @param node the user's name of the node
 * @param offset index of the first example's first number; for a node computed again the number of its value in the words
 * @param stride floats from one example to the next
 * @param width numbers of one example
 * @param words how to compute it, in the words of training's {@code Recomputation}; null where the scratch holds it
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public record Traced(
        String node,
        int offset,
        int stride,
        int width,
        @Nullable String words) {
    /** A node whose value the scratch holds. */
    public Traced(String node, int offset, int stride, int width) {
        this(node, offset, stride, width, null);
    }

    /**
     * A node that is computed again.
     *
     * @param words what is computed, after the words of all nodes before it
     * @param value the number of the node's value among all that the words compute
     */
    public static Traced again(String node, String words, int value) {
        return new Traced(node, value, 0, 0, words);
    }
}

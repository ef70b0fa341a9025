package io.lanewise.runtime.generated;

/**
 * Where the training scratch holds the value of a node, so that the first one that is not finite can be named.
 *
 * @param node the user's name of the node
 * @param offset index of the first example's first number
 * @param stride floats from one example to the next
 * @param width numbers of one example
 */
public record Traced(String node, int offset, int stride, int width) {}

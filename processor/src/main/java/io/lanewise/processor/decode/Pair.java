package io.lanewise.processor.decode;

import org.jspecify.annotations.Nullable;

/**
 * A value with the axis twice, what all steps ask of all: of the present step as the query, and of those up to it as keys.
 *
 * @param query the axis of the present step
 * @param key the axis of all steps
 * @param future what it is at keys behind the query, if that is known
 */
record Pair(int query, int key, @Nullable Double future) {}

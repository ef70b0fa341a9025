/**
 * The stage that makes primitives of layers and losses. Layers lower themselves, by way of {@code layer.Lowering}; then
 * {@code EarlyMaxima} puts primitives into an order that computes the same by less.
 */
@NullMarked
package io.lanewise.processor.lower;

import org.jspecify.annotations.NullMarked;

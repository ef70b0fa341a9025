/** The stage that makes primitives of layers and losses. Layers lower themselves, by way of {@code layer.Lowering}. */
@NullMarked
package io.lanewise.processor.lower;

import org.jspecify.annotations.NullMarked;

/** Stage {@code shape}: a shape for every node, and every error of sizes. Knows the wiring and asks the layers. */
@NullMarked
package io.lanewise.processor.shape;

import org.jspecify.annotations.NullMarked;

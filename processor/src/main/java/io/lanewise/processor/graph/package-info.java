/** Stage {@code graph}: from parameter names to edges. Knows the declarations and the layers' arities; no shape yet. */
@NullMarked
package io.lanewise.processor.graph;

import org.jspecify.annotations.NullMarked;

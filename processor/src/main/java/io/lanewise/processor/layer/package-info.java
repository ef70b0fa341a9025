/** The layers: one file each. A layer states its shape rule and parameters and lowers itself to primitives. */
@NullMarked
package io.lanewise.processor.layer;

import org.jspecify.annotations.NullMarked;

/** The stage that adds the derivative: one rule for each primitive, expressions differentiated symbolically. */
@NullMarked
package io.lanewise.processor.differentiate;

import org.jspecify.annotations.NullMarked;

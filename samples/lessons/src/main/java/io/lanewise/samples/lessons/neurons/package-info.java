/** Neurons whose weights are set by hand. */
@NullMarked
package io.lanewise.samples.lessons.neurons;

import org.jspecify.annotations.NullMarked;

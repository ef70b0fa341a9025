/** The function that one neuron cannot compute. */
@NullMarked
package io.lanewise.samples.lessons.xor;

import org.jspecify.annotations.NullMarked;

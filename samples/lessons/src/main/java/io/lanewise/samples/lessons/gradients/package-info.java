/** Gradients by the chain rule, step by step, beside those of the compiled networks. */
@NullMarked
package io.lanewise.samples.lessons.gradients;

import org.jspecify.annotations.NullMarked;

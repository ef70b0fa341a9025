/** The ways down: batches, learning rates, optimizers. */
@NullMarked
package io.lanewise.samples.lessons.descent;

import org.jspecify.annotations.NullMarked;

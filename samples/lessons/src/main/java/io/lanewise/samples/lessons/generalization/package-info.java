/** Doing well on what was not seen in training. */
@NullMarked
package io.lanewise.samples.lessons.generalization;

import org.jspecify.annotations.NullMarked;

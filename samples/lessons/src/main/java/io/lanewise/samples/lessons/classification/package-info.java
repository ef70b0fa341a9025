/** Classes learnt from numbers. */
@NullMarked
package io.lanewise.samples.lessons.classification;

import org.jspecify.annotations.NullMarked;

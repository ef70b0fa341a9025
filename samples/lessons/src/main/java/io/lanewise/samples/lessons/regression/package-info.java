/** Numbers learnt from numbers. */
@NullMarked
package io.lanewise.samples.lessons.regression;

import org.jspecify.annotations.NullMarked;

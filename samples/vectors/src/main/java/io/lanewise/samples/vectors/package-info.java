/** Vectors of words, learnt from the words that stand beside them in sentences of a small grammar. */
@NullMarked
package io.lanewise.samples.vectors;

import org.jspecify.annotations.NullMarked;

/** Sequences of letters turned around: an encoder and a decoder with cross-attention learn it, a bag of vectors cannot. */
@NullMarked
package io.lanewise.samples.sequences;

import org.jspecify.annotations.NullMarked;

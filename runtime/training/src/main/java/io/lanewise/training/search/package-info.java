/** Search for good settings of a training: by a grid or at random. Knows names and scores; what a trial does is the caller's. */
@NullMarked
package io.lanewise.training.search;

import org.jspecify.annotations.NullMarked;

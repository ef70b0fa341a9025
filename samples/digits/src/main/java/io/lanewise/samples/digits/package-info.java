/** Handwritten digits: the model, its data, and the job that trains, judges, saves, loads and serves it. */
@NullMarked
package io.lanewise.samples.digits;

import org.jspecify.annotations.NullMarked;

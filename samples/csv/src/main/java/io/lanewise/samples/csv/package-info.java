/** Reads CSV files into the arrays that a model's {@code data} method takes. */
@NullMarked
package io.lanewise.samples.csv;

import org.jspecify.annotations.NullMarked;

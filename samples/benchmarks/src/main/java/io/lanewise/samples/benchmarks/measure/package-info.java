/** The rows of the table and how each is measured. */
@NullMarked
package io.lanewise.samples.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

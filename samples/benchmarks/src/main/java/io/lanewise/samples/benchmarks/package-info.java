/** Lanewise side by side with native engines: the program that measures and reports. */
@NullMarked
package io.lanewise.samples.benchmarks;

import org.jspecify.annotations.NullMarked;

/** What JMH calls in its forks. */
@NullMarked
package io.lanewise.samples.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

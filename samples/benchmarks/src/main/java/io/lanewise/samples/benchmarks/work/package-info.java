/** The nets, their weights and data, and what engines are asked to do with them. */
@NullMarked
package io.lanewise.samples.benchmarks.work;

import org.jspecify.annotations.NullMarked;

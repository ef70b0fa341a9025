/** The engines, each used at its best behind one small interface. */
@NullMarked
package io.lanewise.samples.benchmarks.engine;

import org.jspecify.annotations.NullMarked;

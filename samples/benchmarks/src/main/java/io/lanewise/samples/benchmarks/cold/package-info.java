/** Programs that are started, predict once and end: one class an engine, and nothing else on their way. */
@NullMarked
package io.lanewise.samples.benchmarks.cold;

import org.jspecify.annotations.NullMarked;

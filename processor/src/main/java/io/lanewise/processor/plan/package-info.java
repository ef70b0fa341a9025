/** Lays out parameters and scratch: an offset for each value, buffers reused by liveness. */
@NullMarked
package io.lanewise.processor.plan;

import org.jspecify.annotations.NullMarked;

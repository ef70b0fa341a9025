/** A small writer of ONNX files, for the peer that reads them. */
@NullMarked
package io.lanewise.samples.benchmarks.onnx;

import org.jspecify.annotations.NullMarked;

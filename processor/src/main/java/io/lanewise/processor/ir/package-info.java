/**
 * What the stages hand on: declarations, graphs, programs, kernels. Records, and what any stage
 * may ask of them; knows no stage and no layer.
 */
@NullMarked
package io.lanewise.processor.ir;

import org.jspecify.annotations.NullMarked;

/** What the stages hand on: declarations, graphs, programs, kernels. Records only; knows no stage and no layer. */
@NullMarked
package io.lanewise.processor.ir;

import org.jspecify.annotations.NullMarked;

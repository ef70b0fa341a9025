/**
 * The data a network is trained and judged on: checked arrays or files of any size, split, scaled, shuffled and cut into batches.
 *
 * <p>Arrays are plain memory of the caller and files are mapped; nothing here knows a layer or an optimizer.
 */
@NullMarked
package io.lanewise.runtime.data;

import org.jspecify.annotations.NullMarked;

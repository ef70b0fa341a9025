/**
 * The data a network is trained and judged on: checked arrays, split, shuffled and cut into batches.
 *
 * <p>All of it is plain memory of the caller; nothing here knows a layer, an optimizer or a file.
 */
@NullMarked
package io.lanewise.runtime.data;

import org.jspecify.annotations.NullMarked;

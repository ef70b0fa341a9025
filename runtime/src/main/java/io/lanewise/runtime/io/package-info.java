/**
 * Files: the safetensors format, written so that a crash leaves the old file or the new one, and read without trust.
 *
 * <p>Nothing here knows a layer or a network.
 */
@NullMarked
package io.lanewise.runtime.io;

import org.jspecify.annotations.NullMarked;

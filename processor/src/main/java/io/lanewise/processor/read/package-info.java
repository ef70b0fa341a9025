/**
 * Stage {@code read}: from {@code javax.lang.model} to declarations. The only room that sees the compiler's model of the
 * source; a second front end would stand beside it.
 */
@NullMarked
package io.lanewise.processor.read;

import org.jspecify.annotations.NullMarked;

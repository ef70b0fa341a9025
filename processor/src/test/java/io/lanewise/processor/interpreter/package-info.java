/**
 * What a program means, in double arithmetic and as plainly as can be: the measure of everything that the compiler makes.
 * It uses {@code Math}, never the compiler's own definitions of functions.
 */
@NullMarked
package io.lanewise.processor.interpreter;

import org.jspecify.annotations.NullMarked;

/** The stage that cuts a program that predicts in two: what is computed once, and what is computed for each step of an axis. */
@NullMarked
package io.lanewise.processor.decode;

import org.jspecify.annotations.NullMarked;

/** The numbers that parameters start from: functions of a seed, the parameter's name and the element, on every platform alike. */
@NullMarked
package io.lanewise.runtime.initializer;

import org.jspecify.annotations.NullMarked;

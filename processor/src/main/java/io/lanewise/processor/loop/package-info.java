/** Turns each kernel into a nest over 16 virtual lanes, the one source of the vector form and its scalar twin. */
@NullMarked
package io.lanewise.processor.loop;

import org.jspecify.annotations.NullMarked;

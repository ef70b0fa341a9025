/**
 * What users of a generated network touch: the network itself, its parameters by name, and its gradients.
 *
 * <p>Training lies in {@code train}, data in {@code data}; {@code generated} is for generated code alone.
 */
@NullMarked
package io.lanewise.runtime;

import org.jspecify.annotations.NullMarked;

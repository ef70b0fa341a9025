/**
 * What users of a generated network touch: the network itself, its parameters by name, and its gradients.
 *
 * <p>Training is the module {@code io.lanewise.training}; data lies in {@code data}; {@code generated} is for generated code alone.
 */
@NullMarked
package io.lanewise.runtime;

import org.jspecify.annotations.NullMarked;

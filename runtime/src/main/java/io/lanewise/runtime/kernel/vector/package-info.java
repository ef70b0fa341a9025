/**
 * The hand-written vector forms, each with the bits of its scalar twin in the package above. The only hand-written code that
 * names {@code jdk.incubator.vector}; its classes are touched only after {@code Vectors} has said yes. A leaf: it imports no
 * other class of the runtime, because it is compiled first and for a newer class file version. For generated code.
 */
@NullMarked
package io.lanewise.runtime.kernel.vector;

import org.jspecify.annotations.NullMarked;

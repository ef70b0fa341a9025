/** The proofs: compiled models against PyTorch, against the interpreter, against themselves on other hardware. */
@NullMarked
package io.lanewise.processor.proof;

import org.jspecify.annotations.NullMarked;

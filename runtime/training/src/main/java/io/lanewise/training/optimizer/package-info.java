/**
 * The rules by which a step of training changes parameters. An optimizer is an immutable rule; what it remembers
 * between steps belongs to the {@code Training} that uses it, in arrays laid out as the parameters are, so one pass
 * over flat memory updates everything.
 */
@NullMarked
package io.lanewise.training.optimizer;

import org.jspecify.annotations.NullMarked;

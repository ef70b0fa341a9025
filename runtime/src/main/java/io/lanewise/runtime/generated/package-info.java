/**
 * What generated classes are made of: how a model describes itself, holds its weights and checks its arguments. Not for users:
 * it changes with the processor, and {@link io.lanewise.runtime.generated.GeneratedCode} refuses classes of another version.
 */
@NullMarked
package io.lanewise.runtime.generated;

import org.jspecify.annotations.NullMarked;

/** Prints the generated classes; takes no decisions. Alone sees JavaPoet. */
@NullMarked
package io.lanewise.processor.emit;

import org.jspecify.annotations.NullMarked;

/** The processor's door, and the one page that lists its stages. */
@NullMarked
package io.lanewise.processor;

import org.jspecify.annotations.NullMarked;

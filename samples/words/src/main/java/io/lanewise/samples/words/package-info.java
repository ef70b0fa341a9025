/** Words letter by letter: a table of counted pairs, and networks that learn to say which letter comes next. */
@NullMarked
package io.lanewise.samples.words;

import org.jspecify.annotations.NullMarked;

/** What is reported to the user: ids, texts, positions. Knows nothing of any stage. */
@NullMarked
package io.lanewise.processor.problem;

import org.jspecify.annotations.NullMarked;

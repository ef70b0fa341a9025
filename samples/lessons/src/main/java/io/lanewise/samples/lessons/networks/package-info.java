/** What networks can and cannot represent. */
@NullMarked
package io.lanewise.samples.lessons.networks;

import org.jspecify.annotations.NullMarked;

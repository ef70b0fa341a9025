/** The data of the lessons; where it comes from stands beside the files in {@code ORIGIN.md}. */
@NullMarked
package io.lanewise.samples.lessons.data;

import org.jspecify.annotations.NullMarked;

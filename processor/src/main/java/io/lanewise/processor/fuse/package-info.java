/** Cuts a program into kernels: which values are computed in one go over the rows. Imports {@code ir} alone. */
@NullMarked
package io.lanewise.processor.fuse;

import org.jspecify.annotations.NullMarked;

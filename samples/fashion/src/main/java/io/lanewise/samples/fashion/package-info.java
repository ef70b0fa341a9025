/** Articles of clothing in images of 28×28: the model, the reader of its data, and the job that trains and judges it. */
@NullMarked
package io.lanewise.samples.fashion;

import org.jspecify.annotations.NullMarked;

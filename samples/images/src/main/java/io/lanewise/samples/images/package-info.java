/** Networks of images as they are built today: a residual network that tells images apart, and a U-Net that tells pixels apart. */
@NullMarked
package io.lanewise.samples.images;

import org.jspecify.annotations.NullMarked;

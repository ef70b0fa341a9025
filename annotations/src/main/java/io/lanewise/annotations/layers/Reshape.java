package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the elements, in their order, another shape of the same size. With {@link #axis} the result is a sequence: patches cut out of
 * an image, or what the strides and windows of {@link Conv1D} and {@link MaxPool1D} left of another sequence.
 *
 * <pre>
 * &#064;Conv2D(filters = 64, kernelSize = 4, strides = 4) Tensor pixels(Tensor image);                // 28×28×1 → 7×7×64
 * &#064;Reshape(shape = {49, 64}, axis = "patches") Tensor patches(Tensor pixels);
 * </pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Reshape {
    /** Axis sizes of one example; one may be −1 and follows from the others. */
    int[] shape();

    /**
     * A name for the first axis of the result, such as {@code "patches"}: the result then is a sequence, at each step of which
     * {@link Dense} and {@link Maxout} act, as of an input whose axis has a name ({@link io.lanewise.annotations.Input#axis}).
     * Attention, recurrent layers and normalisations take it with a name and without. Of an axis of variable length, which stays what
     * it is, only its own name. Empty, as by default, for none.
     */
    String axis() default "";
}

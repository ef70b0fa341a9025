package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Trains a node: compares its value with a target and adds the result, times {@link #weight}, to the loss that training
 * minimises. The node is an output. The target is an argument named after the node, or another node;
 * {@link LossFunction#VALUE} has none.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Loss {
    /** What is minimised. */
    LossFunction value();

    /** Factor of this loss in the sum of all, finite and above 0. */
    float weight() default 1;

    /** What the target of a cross-entropy is. */
    Labels labels() default Labels.CLASSES;

    /**
     * Name of the node that is the target, such as the input of an autoencoder; empty for an argument named after this node. A target
     * node that is trained itself is moved towards this one, too, as in PyTorch. Class labels are an input of integers, one for each row of
     * this node's last axis, each below the number of classes; {@link #ignoreIndex} is one of them then.
     */
    String target() default "";

    /**
     * Name of an input or a node with one number for each position, that is for each row of this node's last axis: where it is 0,
     * the position counts neither in the sum nor in the number that MEAN divides by, has no gradient and is not judged by
     * metrics, whatever stands there. Anything else than 0 counts once. Empty for all positions. Where all are masked the loss is 0.
     */
    String mask() default "";

    /** Stands for no ignored index. */
    int NO_INDEX = Integer.MIN_VALUE;

    /**
     * For CROSS_ENTROPY with class labels: a label, such as −100 or the class of padding, at which a position is left out as by a
     * {@link #mask}. It need not be one of the classes. From −2²⁴ to 2²⁴; without it, every label is of a class.
     */
    int ignoreIndex() default NO_INDEX;

    /**
     * Whether the node's values are logits, for the two cross-entropies and KL_DIVERGENCE: the loss is that of their sigmoid or
     * softmax, stable at any size, and the node's value stays the logits. Metrics of yes and no ask whether a value is above ½, so for
     * them give the node {@link Activation#SIGMOID} instead, which is trained on the logits just as well.
     */
    boolean fromLogits() default false;

    /** δ of {@link LossFunction#HUBER}, finite and above 0. */
    float delta() default 1;

    /**
     * For the two cross-entropies, s in [0, 1): targets become t·(1 − s) + s / K for K classes, t·(1 − s) + s / 2 for the binary
     * one. Szegedy et al., 2016.
     */
    float labelSmoothing() default 0;

    /**
     * For CROSS_ENTROPY with class labels: a factor for each class, finite and 0 or more, by the class of the label. MEAN then
     * divides by the sum of the labels' factors, as PyTorch's {@code weight} does; it is 0 where that sum is 0. Empty for none.
     * Over several batches, as in evaluation and accumulation, each batch counts for its sum.
     */
    float[] classWeights() default {};

    /**
     * Whether each position has a factor: an array more, named after the node with {@code Weights} behind it, finite numbers of 0
     * or more, one for each row of the node's last axis, after all targets. MEAN is Σ w·l divided by the number of elements or
     * positions, not by the sum of the factors. Where a factor is 0, nothing that stands there matters, not even a NaN.
     */
    boolean sampleWeights() default false;

    /** How the losses of a batch become one number. */
    Reduction reduction() default Reduction.MEAN;
}

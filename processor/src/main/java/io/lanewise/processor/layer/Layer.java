package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** A word of the user's language: one annotation, one file here. It has no derivative and no emission of its own. */
public interface Layer {
    /** Simple name of the annotation, {@code "Dense"}. */
    String annotation();

    /** Fewest inputs it takes. */
    default int minInputs() {
        return 1;
    }

    /** Most inputs it takes. */
    default int maxInputs() {
        return 1;
    }

    /**
     * Names by which inputs are told apart, where order does not; empty where it does. A parameter of another name has the first
     * role, so that a node with one input need not name it.
     */
    default List<String> roles() {
        return List.of();
    }

    /** Annotations of other layers whose weight a node can be tied to. */
    default List<String> tiesTo() {
        return List.of();
    }

    /** Whether an input may be one of integers. */
    default boolean readsIntegers() {
        return false;
    }

    /** Checks the arguments, each for itself; the inputs may be unknown. Returns whether they are right. */
    default boolean check(Site site) {
        return true;
    }

    /**
     * Checks the inputs, declares the parameters, and says the shape of the node's value; after a mistake,
     * {@link Shape#UNKNOWN}. Called after {@link #check} said yes, with a
     * number of inputs that fits, all of known shape.
     */
    Shape shape(Site site);

    /** What is known of the numbers in the node's value, for the losses that ask for probabilities. */
    default Values values(Site site) {
        return Values.MIXED;
    }

    /**
     * The shape {@code [height, width, channels]} that the node's vector was flattened from, whose order on disk is channels
     * first; empty where it was not, or where the order is no longer that.
     */
    default List<Integer> flattened(Site site) {
        return List.of();
    }

    /**
     * Whether an input may have an axis of variable length, whose sizes are the greatest then: what the layer makes of it must depend
     * on no such size. Which axes of its value vary follows from the primitives.
     */
    default boolean takesLengths() {
        return false;
    }

    /** What a user can do who has such an axis, where the layer does not take it. */
    default String withoutLengths() {
        return "Give the input a fixed size, or leave that axis as it is.";
    }

    /** Makes the node's value of primitives. Called only if nothing was reported. */
    Value lower(Lowering lowering);
}

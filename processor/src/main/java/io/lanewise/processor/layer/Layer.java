package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;

/** A word of the user's language: one annotation, one file here. It has no derivative and no emission of its own. */
public interface Layer {
    /** Simple name of the annotation, {@code "Dense"}. */
    String annotation();

    /** Checks the arguments and the inputs, declares the parameters, and says the shape of the node's value. */
    Shape shape(Site site);

    /** Makes the node's value of primitives. Called only if nothing was reported. */
    Value lower(Lowering lowering);
}

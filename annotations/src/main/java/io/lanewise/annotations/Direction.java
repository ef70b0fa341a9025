package io.lanewise.annotations;

/** In which order a recurrent layer reads the steps of a sequence. */
public enum Direction {
    /** From the first to the last. */
    FORWARD,
    /** From the last to the first; what stands at a step is what the layer made there. */
    BACKWARD,
    /** Both, by two sets of parameters, side by side: forward, then backward. */
    BOTH
}

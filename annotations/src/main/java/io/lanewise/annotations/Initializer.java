package io.lanewise.annotations;

/**
 * Where parameters start. {@code in} and {@code out} are the numbers of inputs and outputs of the layer. The numbers depend
 * on the seed and the parameter's name alone, not on the platform.
 */
public enum Initializer {
    /** All 0. */
    ZEROS,
    /** All equal to {@link Init#scale}. */
    CONSTANT,
    /** Uniform in ±{@link Init#scale}. */
    UNIFORM,
    /** Normal with mean 0 and standard deviation {@link Init#scale}. */
    NORMAL,
    /** Uniform in ±√(6 / (in + out)); Glorot and Bengio, 2010. */
    GLOROT_UNIFORM,
    /** Normal with variance 2 / (in + out); Glorot and Bengio, 2010. */
    GLOROT_NORMAL,
    /** Uniform in ±√(6 / in); He et al., 2015. */
    HE_UNIFORM,
    /** Normal with variance 2 / in; He et al., 2015. */
    HE_NORMAL,
    /** Uniform in ±√(3 / in); LeCun et al., 1998. */
    LECUN_UNIFORM,
    /** Normal with variance 1 / in; LeCun et al., 1998. */
    LECUN_NORMAL,
    /** Normal with mean 0, numbers beyond two standard deviations of {@link Init#scale} drawn again. */
    TRUNCATED_NORMAL,
    /**
     * Of a matrix: its rows, or its columns where they are fewer, are orthogonal and {@link Init#scale} long; Saxe et al., 2013.
     */
    ORTHOGONAL,
    /** Of a matrix: {@link Init#scale} on its diagonal, else 0. */
    IDENTITY
}

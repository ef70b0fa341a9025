package io.lanewise.processor.ir;

/** The functions of the expression language. */
public enum Function {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE,
    ABS,
    MAX,
    MIN,
    /** {@code a·b + c}, rounded once. */
    FMA,
    SQRT,
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    TANH,
    ERF,
    SIGMOID,
    SOFTPLUS,
    /** Φ(x) = ½·(1 + erf(x / √2)). */
    NORMAL_CDF,
    /** The bits of a float as an int; what the definitions below the language are made of, with the five that follow. */
    TO_BITS,
    FROM_BITS,
    BITS_ADD,
    BITS_AND,
    BITS_SHIFT_LEFT,
    BITS_SHIFT_RIGHT
}

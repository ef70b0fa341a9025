package io.lanewise.processor.ir;

/** The functions of the expression language. */
public enum Function {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE,
    ABS,
    /** Like {@link Math#max(float, float)}. */
    MAX,
    /** Like {@link Math#min(float, float)}. */
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
    /** The inverse of {@link #NORMAL_CDF}: −∞ at 0, ∞ at 1, NaN beyond. */
    NORMAL_QUANTILE,
    /** log cosh x; its derivative is tanh x. */
    LOG_COSH,
    /**
     * −t·log y − (1 − t)·log(1 − y) of y and t, logarithms not below −100. Its derivative by y is (y − t) / (y·(1 − y)), the
     * divisor not below 10⁻¹², so that it does not vanish where a logarithm is cut off.
     */
    BINARY_CROSS_ENTROPY,
    /**
     * The bits of a float as an int; what the definitions below the language are made of, with the five that follow. A
     * {@link Expr.Constant} that one of them takes is an int.
     */
    TO_BITS,
    /** The float with these bits. */
    FROM_BITS,
    /** Sum of ints. */
    BITS_ADD,
    BITS_AND,
    BITS_SHIFT_LEFT,
    /** {@code >>}: the sign fills in. */
    BITS_SHIFT_RIGHT
}

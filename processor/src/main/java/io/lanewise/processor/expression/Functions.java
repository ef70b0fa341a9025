package io.lanewise.processor.expression;

import static io.lanewise.processor.expression.Expressions.call;
import static io.lanewise.processor.expression.Expressions.constant;
import static io.lanewise.processor.expression.Expressions.operand;
import static io.lanewise.processor.ir.Function.ABS;
import static io.lanewise.processor.ir.Function.ADD;
import static io.lanewise.processor.ir.Function.BITS_ADD;
import static io.lanewise.processor.ir.Function.BITS_AND;
import static io.lanewise.processor.ir.Function.BITS_SHIFT_LEFT;
import static io.lanewise.processor.ir.Function.BITS_SHIFT_RIGHT;
import static io.lanewise.processor.ir.Function.DIVIDE;
import static io.lanewise.processor.ir.Function.FMA;
import static io.lanewise.processor.ir.Function.FROM_BITS;
import static io.lanewise.processor.ir.Function.MAX;
import static io.lanewise.processor.ir.Function.MULTIPLY;
import static io.lanewise.processor.ir.Function.NEGATE;
import static io.lanewise.processor.ir.Function.SUBTRACT;
import static io.lanewise.processor.ir.Function.TO_BITS;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Expr.Where;
import io.lanewise.processor.ir.Function;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the functions of the language are made of: float arithmetic, fused multiply-add, bits and {@code where}, so that the
 * scalar and the vector form come from one text and agree to the bit.
 *
 * <p>Within 2 units in the last place of the exact value over all floats (3 for tanh and sigmoid, 4 for normalCdf and normalQuantile), overflow to
 * ±∞, NaN to NaN. Results below the least normal float may be 0: {@code sigmoid} is 0 below −88.38. The coefficients are
 * minimax polynomials by {@code src/test/python/coefficients.py}.
 *
 * <p>The definitions share subexpressions as objects; as a tree they are large. {@link Lets} lists each one once.
 */
public final class Functions {
    /** 1.5·2²³: added to a small float it leaves the nearest integer in the low bits of the sum. */
    private static final Expr ROUND = constant(0x1.8p23);

    private static final int ROUND_BITS = 0x4B400000;
    private static final int ONE_BITS = 0x3F800000;
    /** √½: a float is split into 2ᵉ·m with m from here to its double. */
    private static final int ROOT_HALF_BITS = 0x3F3504F3;

    private static final Expr ONE = constant(1);
    private static final Expr MINUS_ONE = constant(-1);
    private static final Expr HALF = constant(0.5f);
    private static final float LOG2_E = (float) (1 / Math.log(2));
    private static final float LN2_HIGH = (float) Math.log(2);
    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    private static final Expr LARGEST = constant(Float.MAX_VALUE);

    /** Of (eʳ − 1 − r) / r². */
    private static final float[] EXP = {0.0013940651f, 0.00836639758f, 0.0416664034f, 0.16666545f, 0.5f};

    /** Of (1 − e⁻ʳ − r) / r². */
    private static final float[] EXP_OF_MINUS = {-EXP[0], EXP[1], -EXP[2], EXP[3], -EXP[4]};

    private static final float[] LOG = {
        0.0692902654f,
        -0.118046813f,
        0.118745647f,
        -0.123821966f,
        0.142182916f,
        -0.166693494f,
        0.200022385f,
        -0.249999851f,
        0.333333105f
    };
    private static final float[] ERF = {
        7.92036808e-05f, -0.000803076138f, 0.00519073382f, -0.026855126f, 0.112836182f, -0.376126289f, 0.128379166f
    };
    private static final float[] ERFC = {
        3.7025186e-06f,
        -3.0277366e-05f,
        -0.000128971689f,
        0.00315379235f,
        -0.0230437852f,
        0.105621368f,
        0.635435998f,
        1.12859368f
    };
    private static final float[] NORMAL = {
        6.64965992e-05f,
        -0.000192174193f,
        -0.000970197492f,
        0.00100052718f,
        0.00695013488f,
        -0.0104552545f,
        -0.0472608693f,
        0.230016693f,
        -0.509332001f,
        0.729083717f
    };

    private static final float[] QUANTILE = {
        8.24005966e-08f,
        9.8359294e-07f,
        -1.00040234e-05f,
        -1.25741753e-05f,
        0.000618409715f,
        -0.00354551035f,
        -0.0118165715f,
        0.697604775f,
        4.24662733f
    };
    private static final float[] QUANTILE_TAIL = {
        -0.693322122f,
        1.82742572f,
        -1.90856922f,
        0.868571162f,
        0.0465173945f,
        -0.261303008f,
        0.0296142418f,
        0.167259872f,
        1.32013416f
    };

    private static final Map<Function, Expr> DEFINITIONS = new EnumMap<>(Function.class);

    static {
        Expr x = operand(0);
        DEFINITIONS.put(Function.EXP, exp(x, null));
        DEFINITIONS.put(Function.EXPM1, expm1(below(above(x, -25), 89)));
        DEFINITIONS.put(Function.LOG, log(x));
        DEFINITIONS.put(Function.LOG1P, log1p(x));
        DEFINITIONS.put(Function.TANH, tanh(x));
        DEFINITIONS.put(Function.ERF, erf(x));
        DEFINITIONS.put(Function.SIGMOID, sigmoid(x));
        DEFINITIONS.put(Function.SOFTPLUS, softplus(x));
        DEFINITIONS.put(Function.NORMAL_CDF, normalCdf(x));
        DEFINITIONS.put(Function.NORMAL_QUANTILE, normalQuantile(x));
        DEFINITIONS.put(Function.LOG_COSH, logCosh(x));
        DEFINITIONS.put(Function.BINARY_CROSS_ENTROPY, binaryCrossEntropy(x, operand(1)));
    }

    private Functions() {}

    /** Whether the loops know {@code function} themselves. */
    public static boolean isBase(Function function) {
        return !DEFINITIONS.containsKey(function);
    }

    /** {@code function} of {@code Operand(0)}, or of as many as it takes, made of base functions only. */
    public static Expr define(Function function) {
        Expr definition = DEFINITIONS.get(function);
        if (definition == null) {
            throw new IllegalArgumentException(function + " is a base function and has no definition");
        }
        return definition;
    }

    /** {@code expression} with every function that is not base replaced by its definition. */
    public static Expr expand(Expr expression) {
        return expand(expression, new IdentityHashMap<>());
    }

    private static Expr expand(Expr expression, Map<Expr, Expr> done) {
        Expr known = done.get(expression);
        if (known != null) {
            return known;
        }
        Expr expanded = expression;
        if (expression instanceof Call call) {
            Expr[] arguments =
                    call.arguments().stream().map(a -> expand(a, done)).toArray(Expr[]::new);
            expanded = isBase(call.function())
                    ? call(call.function(), arguments)
                    : Substitution.operands(define(call.function()), arguments);
        } else if (expression instanceof Where w) {
            expanded = new Where(
                    w.comparison(),
                    expand(w.left(), done),
                    expand(w.right(), done),
                    expand(w.then(), done),
                    expand(w.otherwise(), done));
        }
        done.put(expression, expanded);
        return expanded;
    }

    /**
     * e^(x + low), low null for 0. 2ⁿ is applied in two halves, so that results below the least normal are right too. Where the
     * result is 0 it is chosen, not computed: a product that underflows takes a processor some 70 cycles, and the probabilities of
     * a trained model are mostly such.
     */
    private static Expr exp(Expr x, @Nullable Expr low) {
        Expr bounded = below(new Where(Comparison.GREATER, constant(-104), x, constant(0), x), 89);
        Expr n = call(SUBTRACT, fma(bounded, constant(LOG2_E), ROUND), ROUND);
        Expr r = remainder(bounded, n);
        if (low != null) {
            r = call(ADD, r, low);
        }
        Expr power = fma(fma(polynomial(EXP, r), r, ONE), r, ONE);
        Expr half = fma(n, HALF, ROUND);
        Expr rest = call(ADD, call(SUBTRACT, n, call(SUBTRACT, half, ROUND)), ROUND);
        Expr result = call(MULTIPLY, call(MULTIPLY, power, powerOfTwo(half)), powerOfTwo(rest));
        return new Where(Comparison.GREATER, constant(-104), x, constant(0), result);
    }

    /** eˣ − 1 = 2·(2ⁿ⁻¹·(eʳ − 1) + (2ⁿ⁻¹ − ½)) for −25 ≤ x ≤ 89; by halves, since 2ⁿ may be 2¹²⁸. */
    private static Expr expm1(Expr x) {
        Expr rounded = fma(x, constant(LOG2_E), ROUND);
        Expr r = remainder(x, call(SUBTRACT, rounded, ROUND));
        Expr small = fma(call(MULTIPLY, r, r), polynomial(EXP, r), r);
        Expr half = powerOfTwo(call(SUBTRACT, rounded, ONE));
        return call(MULTIPLY, constant(2), fma(half, small, call(SUBTRACT, half, HALF)));
    }

    /**
     * 1/(1 + e⁻ˣ). Beside 1, what is less than 2⁻¹²⁶ is nothing, and 1 over what is more than 2¹²⁷ is less than the least normal float;
     * so 2ⁿ needs no two halves, and is ∞ for n = 128. By −1/(−1 − e⁻ˣ), which takes no negation of x, and the numbers of tanh, which
     * stands beside it in recurrent cells: vectors of constants are few.
     */
    private static Expr sigmoid(Expr x) {
        Expr bounded = below(above(x, -89), 87);
        Expr rounded = fma(bounded, constant(-LOG2_E), ROUND);
        Expr r = remainderOfMinus(bounded, call(SUBTRACT, rounded, ROUND));
        Expr minusPower = fma(fma(polynomial(EXP_OF_MINUS, r), r, ONE), r, MINUS_ONE);
        return call(DIVIDE, MINUS_ONE, fma(minusPower, powerOfTwo(rounded), MINUS_ONE));
    }

    private static Expr remainder(Expr x, Expr n) {
        return fma(n, constant(-LN2_LOW), fma(n, constant(-LN2_HIGH), x));
    }

    /** What is left of x where −x is near n·ln 2. */
    private static Expr remainderOfMinus(Expr x, Expr n) {
        return fma(n, constant(LN2_LOW), fma(n, constant(LN2_HIGH), x));
    }

    /** 2ᵏ from 1.5·2²³ + k: the low bits of that float are k, and become the exponent. */
    private static Expr powerOfTwo(Expr rounded) {
        return call(
                FROM_BITS,
                call(BITS_ADD, call(BITS_SHIFT_LEFT, call(TO_BITS, rounded), constant(23)), constant(ONE_BITS)));
    }

    private static Expr log(Expr x) {
        Expr least = constant(Float.MIN_NORMAL);
        Expr normal = new Where(Comparison.GREATER, least, x, call(MULTIPLY, x, constant(0x1p25)), x);
        Expr shift = new Where(Comparison.GREATER, least, x, constant(25), constant(0));
        Expr bits = call(BITS_ADD, call(TO_BITS, normal), constant(-ROOT_HALF_BITS));
        Expr e = call(SUBTRACT, exponent(bits), shift);
        return special(x, 0, logarithm(call(SUBTRACT, mantissa(bits), ONE), e));
    }

    private static Expr log1p(Expr x) {
        return special(x, -1, log1pOfFinite(x));
    }

    /** log(1 + x) for finite x &gt; −1, NaN for NaN: with u = 1 + x rounded, u = 2ᵉ·m, and what the rounding lost. */
    private static Expr log1pOfFinite(Expr x) {
        Expr u = call(ADD, ONE, x);
        Expr lost = new Where(
                Comparison.GREATER,
                x,
                ONE,
                call(SUBTRACT, ONE, call(SUBTRACT, u, x)),
                call(SUBTRACT, x, call(SUBTRACT, u, ONE)));
        Expr bits = call(BITS_ADD, call(TO_BITS, u), constant(-ROOT_HALF_BITS));
        Expr e = exponent(bits);
        Expr scale = powerOfTwo(call(SUBTRACT, ROUND, below(e, 126)));
        return logarithm(fma(lost, scale, call(SUBTRACT, mantissa(bits), ONE)), e);
    }

    /** log(2ᵉ·(1 + f)). */
    private static Expr logarithm(Expr f, Expr e) {
        Expr curve = fma(call(MULTIPLY, f, f), fma(polynomial(LOG, f), f, constant(-0.5f)), f);
        return fma(e, constant(LN2_HIGH), fma(e, constant(LN2_LOW), curve));
    }

    /** e of 2ᵉ·m, from the bits less those of √½. */
    private static Expr exponent(Expr bits) {
        Expr e = call(BITS_SHIFT_RIGHT, bits, constant(23));
        return call(SUBTRACT, call(FROM_BITS, call(BITS_ADD, e, constant(ROUND_BITS))), ROUND);
    }

    private static Expr mantissa(Expr bits) {
        return call(FROM_BITS, call(BITS_ADD, call(BITS_AND, bits, constant(0x7FFFFF)), constant(ROOT_HALF_BITS)));
    }

    /** {@code y} for finite x above the pole, −∞ at it, NaN below, ∞ for ∞. */
    private static Expr special(Expr x, float pole, Expr y) {
        Expr at = new Where(
                Comparison.EQUAL, x, constant(pole), constant(Double.NEGATIVE_INFINITY), constant(Double.NaN));
        return new Where(
                Comparison.GREATER, x, constant(pole), new Where(Comparison.GREATER_OR_EQUAL, LARGEST, x, y, x), at);
    }

    /** w / (2 − w) with w = 1 − e^(−2·|x|) = 2ⁿ·(1 − e⁻ʳ) + (1 − 2ⁿ), which is never below 0 and never cancels; 0 for 0. */
    private static Expr tanh(Expr x) {
        Expr a = below(call(ABS, x), 10);
        Expr twice = call(ADD, a, a);
        Expr rounded = fma(twice, constant(-LOG2_E), ROUND);
        Expr r = remainderOfMinus(twice, call(SUBTRACT, rounded, ROUND));
        Expr small = fma(call(MULTIPLY, r, r), polynomial(EXP_OF_MINUS, r), r);
        Expr power = powerOfTwo(rounded);
        Expr w = fma(power, small, call(SUBTRACT, ONE, power));
        return signed(x, call(DIVIDE, w, call(SUBTRACT, constant(2), w)));
    }

    /** x + x·q(x²) up to 1, beyond it 1 − e^(−|x|·q(|x|)). */
    private static Expr erf(Expr x) {
        Expr a = below(call(ABS, x), 4);
        Expr small = fma(x, polynomial(ERF, call(MULTIPLY, x, x)), x);
        Expr tail = exp(call(NEGATE, call(MULTIPLY, a, polynomial(ERFC, a))), null);
        return new Where(Comparison.GREATER, a, ONE, signed(x, call(SUBTRACT, ONE, tail)), small);
    }

    /** max(x, 0) + log1p(e^(−|x|)). */
    private static Expr softplus(Expr x) {
        Expr positive = new Where(Comparison.GREATER, x, constant(0), x, constant(0));
        return call(ADD, positive, log1pOfFinite(exp(call(NEGATE, call(ABS, x)), null)));
    }

    /** Φ(−a) = e^(−a²/2)·q(t) / (a + 3), t = (a − 3) / (a + 3), a² in two floats: so the lower tail is right to its last bits. */
    private static Expr normalCdf(Expr x) {
        Expr a = below(call(ABS, x), 14.5f);
        Expr square = call(MULTIPLY, a, a);
        Expr lost = fma(a, a, call(NEGATE, square));
        Expr minusHalf = constant(-0.5f);
        Expr density = exp(call(MULTIPLY, minusHalf, square), call(MULTIPLY, minusHalf, lost));
        Expr shifted = call(ADD, a, constant(3));
        Expr t = call(DIVIDE, call(SUBTRACT, a, constant(3)), shifted);
        Expr tail = call(MULTIPLY, density, call(DIVIDE, polynomial(NORMAL, t), shifted));
        return new Where(Comparison.GREATER, x, constant(0), call(SUBTRACT, ONE, tail), tail);
    }

    /** With w = −log(4·p·(1 − p)), symmetric about ½: (p − ½)·q(w − 2.5), in the tails s·q((s − 2.5) / (s + 2.5)) with s = √w. */
    private static Expr normalQuantile(Expr p) {
        Expr rest = call(SUBTRACT, ONE, p);
        Expr w = call(NEGATE, log(call(MULTIPLY, call(MULTIPLY, constant(4), p), rest)));
        Expr centred = call(SUBTRACT, p, HALF);
        Expr middle = constant(2.5f);
        Expr centre = call(MULTIPLY, centred, polynomial(QUANTILE, call(SUBTRACT, w, middle)));
        Expr s = call(Function.SQRT, w);
        Expr t = call(DIVIDE, call(SUBTRACT, s, middle), call(ADD, s, middle));
        Expr tail = signed(centred, call(MULTIPLY, s, polynomial(QUANTILE_TAIL, t)));
        Expr inside = new Where(Comparison.GREATER, w, constant(5), tail, centre);
        Expr atOne = new Where(Comparison.EQUAL, p, ONE, constant(Double.POSITIVE_INFINITY), inside);
        return new Where(Comparison.EQUAL, p, constant(0), constant(Double.NEGATIVE_INFINITY), atOne);
    }

    /** log1p(½·e²/(1 + e)) with e = e^|x| − 1, which never cancels; beyond 10 |x| − log 2. */
    private static Expr logCosh(Expr x) {
        Expr a = call(ABS, x);
        Expr e = expm1(below(a, 10));
        Expr excess = call(MULTIPLY, call(MULTIPLY, HALF, e), call(DIVIDE, e, call(ADD, ONE, e)));
        Expr far = call(SUBTRACT, a, constant(LN2_HIGH));
        return new Where(Comparison.GREATER, a, constant(10), far, log1pOfFinite(excess));
    }

    private static Expr binaryCrossEntropy(Expr y, Expr t) {
        Expr least = constant(-100);
        Expr yes = call(MULTIPLY, t, call(MAX, log(y), least));
        Expr no = call(MULTIPLY, call(SUBTRACT, ONE, t), call(MAX, log1p(call(NEGATE, y)), least));
        return call(NEGATE, call(ADD, yes, no));
    }

    /** {@code magnitude}, which is not below 0, with the sign of x: among bits, as comparisons share the multipliers' ways. */
    private static Expr signed(Expr x, Expr magnitude) {
        Expr sign = call(BITS_AND, call(TO_BITS, x), constant(Integer.MIN_VALUE));
        return call(FROM_BITS, call(BITS_ADD, call(TO_BITS, magnitude), sign));
    }

    /** The smaller of x and {@code most}; NaN stays. */
    private static Expr below(Expr x, float most) {
        return new Where(Comparison.GREATER, x, constant(most), constant(most), x);
    }

    private static Expr above(Expr x, float least) {
        return new Where(Comparison.GREATER, constant(least), x, constant(least), x);
    }

    private static Expr polynomial(float[] fromHighest, Expr x) {
        Expr sum = constant(fromHighest[0]);
        for (int i = 1; i < fromHighest.length; i++) {
            sum = fma(sum, x, constant(fromHighest[i]));
        }
        return sum;
    }

    private static Expr fma(Expr a, Expr b, Expr c) {
        return call(FMA, a, b, c);
    }
}

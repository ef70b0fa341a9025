package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The optimizer passes in vectors, operation by operation as their scalar twins. {@code to} is a multiple of 16 behind {@code from}.
 */
public final class VectorUpdate {
    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private VectorUpdate() {}

    /** {@code d = g + l2·w; w −= rate·d}. */
    public static void sgd(float[] w, float[] g, int from, int to, float rate, float l2) {
        FloatVector l = FloatVector.broadcast(S, l2);
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector x = FloatVector.fromArray(S, w, i);
            FloatVector d = l.fma(x, FloatVector.fromArray(S, g, i));
            r.fma(d, x).intoArray(w, i);
        }
    }

    /** {@code d = g + l2·w; v = keep·v + gradient·d; w += own·d + velocity·v}. */
    public static void momentum(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            float keep,
            float gradient,
            float own,
            float velocity,
            float l2) {
        FloatVector l = FloatVector.broadcast(S, l2);
        FloatVector k = FloatVector.broadcast(S, keep);
        FloatVector o = FloatVector.broadcast(S, own);
        FloatVector u = FloatVector.broadcast(S, velocity);
        FloatVector s = FloatVector.broadcast(S, gradient);
        for (int i = from; i < to; i += L) {
            FloatVector x = FloatVector.fromArray(S, w, i);
            FloatVector d = l.fma(x, FloatVector.fromArray(S, g, i));
            FloatVector next = normal(k.fma(FloatVector.fromArray(S, v, i), s.mul(d)));
            next.intoArray(v, i);
            u.fma(next, o.fma(d, x)).intoArray(w, i);
        }
    }

    /** {@code m += first·(g − m); v = (1 − second)·v + second·g²; w = keep·w − rate·m / (scale·√v + epsilon)}. */
    public static void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float first,
            float second,
            float rate,
            float scale,
            float epsilon,
            float keep) {
        FloatVector f = FloatVector.broadcast(S, first);
        FloatVector s = FloatVector.broadcast(S, second);
        FloatVector old = FloatVector.broadcast(S, 1 - second);
        FloatVector r = FloatVector.broadcast(S, -rate);
        FloatVector c = FloatVector.broadcast(S, scale);
        FloatVector e = FloatVector.broadcast(S, epsilon);
        FloatVector k = FloatVector.broadcast(S, keep);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector before = FloatVector.fromArray(S, m, i);
            FloatVector mean = normal(f.fma(d.sub(before), before));
            FloatVector square =
                    normal(old.fma(FloatVector.fromArray(S, v, i), s.mul(d).mul(d)));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector under = c.fma(square.lanewise(VectorOperators.SQRT), e);
            r.fma(mean.div(under), k.mul(FloatVector.fromArray(S, w, i))).intoArray(w, i);
        }
    }

    /** 0 for what is smaller than any normal number. */
    static FloatVector normal(FloatVector x) {
        return x.blend(0f, x.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
    }

    /** {@code x *= factor}. */
    public static void scale(float[] x, int from, int to, float factor) {
        FloatVector f = FloatVector.broadcast(S, factor);
        for (int i = from; i < to; i += L) {
            f.mul(FloatVector.fromArray(S, x, i)).intoArray(x, i);
        }
    }

    /** Whether all are finite: zero times anything else is NaN, which stays in the sum. */
    public static boolean finite(float[] x, int from, int to) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        int i = from;
        for (; i + 2 * L <= to; i += 2 * L) {
            s0 = zero.fma(FloatVector.fromArray(S, x, i), s0);
            s1 = zero.fma(FloatVector.fromArray(S, x, i + L), s1);
        }
        for (; i < to; i += L) {
            s0 = zero.fma(FloatVector.fromArray(S, x, i), s0);
        }
        return s0.add(s1).compare(VectorOperators.EQ, zero).allTrue();
    }
}

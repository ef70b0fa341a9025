package io.lanewise.runtime.kernel.vector;

import static io.lanewise.runtime.kernel.vector.VectorUpdate.normal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of training beside those in {@link VectorUpdate}, operation by operation as their scalar twins. {@code from} and
 * {@code to} are multiples of 16.
 */
public final class VectorPasses {
    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private VectorPasses() {}

    /** {@code sum += g²; w −= rate·g / (√(sum + inside) + outside)}. */
    public static void adagrad(
            float[] w, float[] g, float[] sum, int from, int to, float rate, float inside, float outside) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = normal(d.fma(d, FloatVector.fromArray(S, sum, i)));
            next.intoArray(sum, i);
            r.fma(d.div(under(next, inside, outside)), FloatVector.fromArray(S, w, i))
                    .intoArray(w, i);
        }
    }

    /** {@code s = (1 − fresh)·s + fresh·g²; d = √(m + ε)/√(s + ε)·g; m = (1 − fresh)·m + fresh·d²; w −= rate·d}. */
    public static void adadelta(
            float[] w,
            float[] g,
            float[] square,
            float[] moved,
            int from,
            int to,
            float fresh,
            float rate,
            float epsilon) {
        FloatVector e = FloatVector.broadcast(S, epsilon);
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = square(square, i, d, fresh);
            FloatVector before = FloatVector.fromArray(S, moved, i);
            FloatVector move = root(before.add(e)).div(root(next.add(e))).mul(d);
            next.intoArray(square, i);
            square(moved, i, move, fresh).intoArray(moved, i);
            r.fma(move, FloatVector.fromArray(S, w, i)).intoArray(w, i);
        }
    }

    /** {@code s = (1 − fresh)·s + fresh·g²; w −= rate·g / (√(s + inside) + out)}. */
    public static void rms(
            float[] w, float[] g, float[] square, int from, int to, float fresh, float rate, float inside, float out) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = square(square, i, d, fresh);
            next.intoArray(square, i);
            r.fma(d.div(under(next, inside, out)), FloatVector.fromArray(S, w, i))
                    .intoArray(w, i);
        }
    }

    /** The same with {@code v = momentum·v + gain·g / (…); w −= rate·v}. */
    public static void rmsMomentum(
            float[] w,
            float[] g,
            float[] square,
            float[] velocity,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float out,
            float momentum,
            float gain) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = square(square, i, d, fresh);
            FloatVector moving = velocity(velocity, i, d.mul(gain).div(under(next, inside, out)), momentum);
            next.intoArray(square, i);
            moving.intoArray(velocity, i);
            r.fma(moving, FloatVector.fromArray(S, w, i)).intoArray(w, i);
        }
    }

    /** As {@link #rms} with {@code m += fresh·(g − m)} and {@code s − m²} in place of s under the root. */
    public static void rmsCentered(
            float[] w,
            float[] g,
            float[] square,
            float[] mean,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float out) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = square(square, i, d, fresh);
            FloatVector center = mean(mean, i, d, fresh);
            next.intoArray(square, i);
            center.intoArray(mean, i);
            r.fma(d.div(under(variance(center, next), inside, out)), FloatVector.fromArray(S, w, i))
                    .intoArray(w, i);
        }
    }

    /** {@link #rmsCentered} with the velocity of {@link #rmsMomentum}. */
    public static void rmsCenteredMomentum(
            float[] w,
            float[] g,
            float[] square,
            float[] mean,
            float[] velocity,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float out,
            float momentum,
            float gain) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = square(square, i, d, fresh);
            FloatVector center = mean(mean, i, d, fresh);
            FloatVector under = under(variance(center, next), inside, out);
            FloatVector moving = velocity(velocity, i, d.mul(gain).div(under), momentum);
            next.intoArray(square, i);
            center.intoArray(mean, i);
            moving.intoArray(velocity, i);
            r.fma(moving, FloatVector.fromArray(S, w, i)).intoArray(w, i);
        }
    }

    /** {@code m += fresh·(g − m); u = max(keep·u, |g| + inside); w −= rate·m / (u + outside)}. */
    public static void adamax(
            float[] w,
            float[] g,
            float[] mean,
            float[] most,
            int from,
            int to,
            float fresh,
            float keep,
            float rate,
            float inside,
            float outside) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = mean(mean, i, d, fresh);
            FloatVector faded = FloatVector.fromArray(S, most, i).mul(keep);
            FloatVector largest = normal(larger(faded, d.abs().add(inside)));
            next.intoArray(mean, i);
            largest.intoArray(most, i);
            r.fma(next.div(largest.add(outside)), FloatVector.fromArray(S, w, i))
                    .intoArray(w, i);
        }
    }

    /** {@code w −= (gradientRate·g + meanRate·m) / (scale·√v + ε)} with Adam's m and v. */
    public static void nadam(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            int from,
            int to,
            float first,
            float second,
            float gradientRate,
            float meanRate,
            float scale,
            float epsilon) {
        FloatVector a = FloatVector.broadcast(S, gradientRate);
        FloatVector c = FloatVector.broadcast(S, scale);
        FloatVector e = FloatVector.broadcast(S, epsilon);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = mean(mean, i, d, first);
            FloatVector spread = square(square, i, d, second);
            next.intoArray(mean, i);
            spread.intoArray(square, i);
            FloatVector move = a.fma(d, next.mul(meanRate)).div(c.fma(root(spread), e));
            FloatVector.fromArray(S, w, i).sub(move).intoArray(w, i);
        }
    }

    /** {@code h = max(h, v); w −= rate·m / (scale·√h + ε)} with Adam's m and v. */
    public static void amsGrad(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            float[] most,
            int from,
            int to,
            float first,
            float second,
            float rate,
            float scale,
            float epsilon) {
        FloatVector r = FloatVector.broadcast(S, -rate);
        FloatVector c = FloatVector.broadcast(S, scale);
        FloatVector e = FloatVector.broadcast(S, epsilon);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector next = mean(mean, i, d, first);
            FloatVector spread = square(square, i, d, second);
            FloatVector largest = larger(FloatVector.fromArray(S, most, i), spread);
            next.intoArray(mean, i);
            spread.intoArray(square, i);
            largest.intoArray(most, i);
            r.fma(next.div(c.fma(root(largest), e)), FloatVector.fromArray(S, w, i))
                    .intoArray(w, i);
        }
    }

    /** FTRL-proximal; the rule is told at its twin's caller. */
    public static void ftrl(
            float[] w,
            float[] g,
            float[] sum,
            float[] linear,
            int from,
            int to,
            float inverseRate,
            float l1,
            float twiceL2,
            float shrinkage) {
        FloatVector q = FloatVector.broadcast(S, inverseRate);
        FloatVector t = FloatVector.broadcast(S, twiceL2);
        FloatVector s = FloatVector.broadcast(S, shrinkage);
        for (int i = from; i < to; i += L) {
            FloatVector d = FloatVector.fromArray(S, g, i);
            FloatVector x = FloatVector.fromArray(S, w, i);
            FloatVector before = FloatVector.fromArray(S, sum, i);
            FloatVector next = normal(d.fma(d, before));
            FloatVector root = root(next);
            FloatVector sigma = d.mul(d).div(root.add(root(before))).mul(q);
            FloatVector z = normal(
                    sigma.neg().fma(x, FloatVector.fromArray(S, linear, i).add(s.fma(x, d))));
            next.intoArray(sum, i);
            z.intoArray(linear, i);
            clamped(z, l1).sub(z).div(root.fma(q, t)).intoArray(w, i);
        }
    }

    /** {@code x = min(max(x, −bound), bound)}. */
    public static void clamp(float[] x, int from, int to, float bound) {
        for (int i = from; i < to; i += L) {
            clamped(FloatVector.fromArray(S, x, i), bound).intoArray(x, i);
        }
    }

    /** {@code x += factor·y}. */
    public static void add(float[] x, float[] y, int from, int to, float factor) {
        FloatVector f = FloatVector.broadcast(S, factor);
        for (int i = from; i < to; i += L) {
            f.fma(FloatVector.fromArray(S, y, i), FloatVector.fromArray(S, x, i))
                    .intoArray(x, i);
        }
    }

    /** {@code mean += fresh·(x − mean)}. */
    public static void average(float[] mean, float[] x, int from, int to, float fresh) {
        FloatVector f = FloatVector.broadcast(S, fresh);
        for (int i = from; i < to; i += L) {
            FloatVector before = FloatVector.fromArray(S, mean, i);
            f.fma(FloatVector.fromArray(S, x, i).sub(before), before).intoArray(mean, i);
        }
    }

    private static FloatVector square(float[] square, int i, FloatVector d, float fresh) {
        FloatVector old = FloatVector.broadcast(S, 1 - fresh);
        return normal(old.fma(FloatVector.fromArray(S, square, i), d.mul(fresh).mul(d)));
    }

    private static FloatVector mean(float[] mean, int i, FloatVector d, float fresh) {
        FloatVector before = FloatVector.fromArray(S, mean, i);
        return normal(FloatVector.broadcast(S, fresh).fma(d.sub(before), before));
    }

    private static FloatVector velocity(float[] velocity, int i, FloatVector push, float momentum) {
        return normal(FloatVector.broadcast(S, momentum).fma(FloatVector.fromArray(S, velocity, i), push));
    }

    private static FloatVector variance(FloatVector mean, FloatVector square) {
        FloatVector difference = mean.neg().fma(mean, square);
        return FloatVector.zero(S).blend(difference, difference.compare(VectorOperators.GT, 0f));
    }

    private static FloatVector under(FloatVector square, float inside, float outside) {
        return root(square.add(inside)).add(outside);
    }

    private static FloatVector root(FloatVector x) {
        return x.lanewise(VectorOperators.SQRT);
    }

    private static FloatVector larger(FloatVector x, FloatVector y) {
        return y.blend(x, x.compare(VectorOperators.GT, y));
    }

    private static FloatVector clamped(FloatVector x, float bound) {
        FloatVector high = FloatVector.broadcast(S, bound);
        FloatVector low = FloatVector.broadcast(S, -bound);
        FloatVector below = high.blend(x, x.compare(VectorOperators.LT, bound));
        return low.blend(below, below.compare(VectorOperators.GE, -bound));
    }
}

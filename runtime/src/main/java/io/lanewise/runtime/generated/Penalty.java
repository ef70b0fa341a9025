package io.lanewise.runtime.generated;

import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * The part of the loss that comes of parameters alone: {@code l1 · Σ|w| + l2 · Σw²} of each that has a regularizer and is not
 * frozen. Sums are in double and in one order, so the bits do not depend on threads or vectors.
 */
public final class Penalty {
    private final List<TensorLayout> parameters;

    private Penalty(List<TensorLayout> parameters) {
        this.parameters = parameters;
    }

    /** The penalty of the parameters of a model. */
    public static Penalty of(Signature signature) {
        return new Penalty(signature.parameters().stream()
                .filter(parameter -> (parameter.l1() > 0 || parameter.l2() > 0) && !parameter.frozen())
                .toList());
    }

    /** What is added to the loss. */
    public float of(float[] w) {
        double sum = 0;
        for (int i = 0; i < parameters.size(); i++) {
            TensorLayout parameter = parameters.get(i);
            int from = parameter.at();
            int to = from + parameter.length();
            if (parameter.l1() > 0) {
                sum += parameter.l1() * sum(w, from, to);
            }
            if (parameter.l2() > 0) {
                sum += parameter.l2() * Update.sumOfSquares(w, from, to);
            }
        }
        return (float) sum;
    }

    /**
     * Adds the gradient of {@link #of(float[])} to this member's share of {@code g}: {@code l1 · sign(w) + 2 · l2 · w}, the sign of
     * 0 being 0. All members must have finished what they add themselves.
     */
    public void addGradient(float[] w, float[] g, Member member) {
        for (int i = 0; i < parameters.size(); i++) {
            TensorLayout parameter = parameters.get(i);
            int from = parameter.at() + member.floatsFrom(parameter.length());
            int to = parameter.at() + member.floatsTo(parameter.length());
            if (parameter.l1() > 0) {
                addSigns(w, g, from, to, parameter.l1());
            }
            if (parameter.l2() > 0) {
                Update.add(g, w, from, to, 2 * parameter.l2());
            }
        }
    }

    private static void addSigns(float[] w, float[] g, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            g[i] += w[i] > 0 ? factor : w[i] < 0 ? -factor : 0;
        }
    }

    /** The sum of the absolute values: eight sums in turn, so that none waits for another, added in pairs. */
    private static double sum(float[] w, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = from; i < to; i += 8) {
            s0 += Math.abs(w[i]);
            s1 += Math.abs(w[i + 1]);
            s2 += Math.abs(w[i + 2]);
            s3 += Math.abs(w[i + 3]);
            s4 += Math.abs(w[i + 4]);
            s5 += Math.abs(w[i + 5]);
            s6 += Math.abs(w[i + 6]);
            s7 += Math.abs(w[i + 7]);
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
}

package io.lanewise.runtime.generated;

import io.lanewise.runtime.kernel.Member;
import java.util.List;

/**
 * Brings parameters back to what their {@link Constraint} asks, after a step. A norm is a sum of squares in double, in the order of
 * the unit's numbers, so the bits do not depend on threads or vectors.
 */
public final class Constraints {
    /** Units of a matrix that are measured at once, so that no sum waits for another. */
    private static final int AT_ONCE = 4;

    private final List<TensorLayout> parameters;
    private final int parts;

    private Constraints(List<TensorLayout> parameters) {
        this.parameters = parameters;
        int count = 0;
        for (TensorLayout parameter : parameters) {
            count = Math.addExact(count, parts(parameter));
        }
        this.parts = count;
    }

    /** The constraints of those of these parameters that have one and are not frozen. */
    public static Constraints of(List<TensorLayout> parameters) {
        return new Constraints(parameters.stream()
                .filter(parameter -> parameter.constraint() != null && !parameter.frozen())
                .toList());
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** Brings all of the parameters back. */
    public void apply(float[] w) {
        apply(w, Member.ALONE);
    }

    /**
     * Brings this member's share of the parameters back; the weights are whole when all members have come back. Allocates
     * nothing.
     *
     * @param w the parameters in the layout of the signature; more may follow them
     */
    public void apply(float[] w, Member member) {
        int from = member.from(parts);
        int to = member.to(parts);
        int first = 0;
        for (int i = 0; i < parameters.size(); i++) {
            TensorLayout parameter = parameters.get(i);
            int count = parts(parameter);
            for (int part = Math.max(from, first); part < Math.min(to, first + count); part++) {
                apply(w, parameter, part - first);
            }
            first += count;
        }
    }

    /** What one member does alone: a panel of a matrix, a filter that lies across them, or a vector as a whole. */
    private static int parts(TensorLayout parameter) {
        Constraint constraint = parameter.constraint();
        return constraint != null && isAcross(constraint)
                ? constraint.depth() * constraint.groups()
                : parameter.isMatrix() ? parameter.length() / (TensorLayout.PANEL * parameter.rows()) : 1;
    }

    private static boolean isAcross(Constraint constraint) {
        return constraint.depth() > 0 && constraint.kind() != Constraint.Kind.NON_NEGATIVE;
    }

    private static void apply(float[] w, TensorLayout parameter, int part) {
        Constraint constraint = parameter.constraint();
        if (constraint == null) {
            return;
        }
        if (isAcross(constraint)) {
            across(w, parameter, constraint, part);
            return;
        }
        int length = parameter.length() / parts(parameter);
        int at = parameter.at() + part * length;
        if (constraint.kind() == Constraint.Kind.NON_NEGATIVE) {
            for (int i = at; i < at + length; i++) {
                w[i] = Math.max(w[i], 0);
            }
        } else if (parameter.isMatrix()) {
            for (int unit = 0; unit < TensorLayout.PANEL; unit += AT_ONCE) {
                units(w, at + unit, at + length, constraint);
            }
        } else {
            double square = 0;
            for (int i = at; i < at + length; i++) {
                square += (double) w[i] * w[i];
            }
            scale(w, at, at + length, 1, square, constraint);
        }
    }

    /** The four units whose first numbers are from {@code at}, of a panel that ends at {@code end}. */
    private static void units(float[] w, int at, int end, Constraint constraint) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = at; i < end; i += TensorLayout.PANEL) {
            a += (double) w[i] * w[i];
            b += (double) w[i + 1] * w[i + 1];
            c += (double) w[i + 2] * w[i + 2];
            d += (double) w[i + 3] * w[i + 3];
        }
        scale(w, at, end, TensorLayout.PANEL, a, constraint);
        scale(w, at + 1, end, TensorLayout.PANEL, b, constraint);
        scale(w, at + 2, end, TensorLayout.PANEL, c, constraint);
        scale(w, at + 3, end, TensorLayout.PANEL, d, constraint);
    }

    /** Filter {@code unit} of a transposed convolution: of every {@code depth}th row the columns of its group. */
    private static void across(float[] w, TensorLayout parameter, Constraint constraint, int unit) {
        int depth = constraint.depth();
        int width = parameter.shape().get(0) / constraint.groups();
        int from = unit / depth * width;
        double square = 0;
        for (int k = unit % depth; k < parameter.rows(); k += depth) {
            for (int j = from; j < from + width; j++) {
                float number = w[parameter.inMemory(k, j)];
                square += (double) number * number;
            }
        }
        double factor = factor(square, constraint);
        for (int k = unit % depth; k < parameter.rows(); k += depth) {
            for (int j = from; j < from + width; j++) {
                int at = parameter.inMemory(k, j);
                w[at] = (float) (w[at] * factor);
            }
        }
    }

    /** Scales every {@code step}th number to the norm asked for, where their sum of squares says so. */
    private static void scale(float[] w, int at, int end, int step, double square, Constraint constraint) {
        double factor = factor(square, constraint);
        for (int i = at; factor != 1 && i < end; i += step) {
            w[i] = (float) (w[i] * factor);
        }
    }

    /** What brings a unit to the norm asked for; 1 where it is right, or not finite. */
    private static double factor(double square, Constraint constraint) {
        double norm = Math.sqrt(square);
        boolean wrong = constraint.kind() == Constraint.Kind.UNIT_NORM ? norm > 0 : norm > constraint.value();
        return wrong && norm < Double.POSITIVE_INFINITY ? constraint.value() / norm : 1;
    }
}

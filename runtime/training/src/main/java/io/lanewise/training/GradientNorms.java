package io.lanewise.training;

import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * The 2-norms of the gradient, of each parameter and of all. Squares are summed in double, in chunks that do not depend on how many
 * threads share them, and the chunks in order: so the norms have the same bits however many there are.
 */
final class GradientNorms {
    /** Floats that one member sums up in one go, a multiple of 16. */
    private static final int CHUNK = 4096;

    private final List<TensorLayout> parameters;
    /** The first chunk of each parameter, and behind the last their number. */
    private final int[] first;

    private final double[] squares;

    GradientNorms(List<TensorLayout> parameters) {
        this.parameters = parameters;
        this.first = new int[parameters.size() + 1];
        for (int i = 0; i < parameters.size(); i++) {
            first[i + 1] = first[i] + (parameters.get(i).length() + CHUNK - 1) / CHUNK;
        }
        this.squares = new double[first[parameters.size()]];
    }

    /** Sums up this member's chunks; the norms can be asked for when all members have come back. */
    void measure(Member member, float[] gradient) {
        int from = member.from(squares.length);
        int to = member.to(squares.length);
        for (int i = 0; i < parameters.size(); i++) {
            TensorLayout parameter = parameters.get(i);
            int end = parameter.at() + parameter.length();
            for (int chunk = Math.max(from, first[i]); chunk < Math.min(to, first[i + 1]); chunk++) {
                int at = parameter.at() + (chunk - first[i]) * CHUNK;
                squares[chunk] = Update.sumOfSquares(gradient, at, Math.min(end, at + CHUNK));
            }
        }
    }

    /** ‖g‖₂ of all parameters together. */
    double global() {
        return Math.sqrt(sum(0, squares.length));
    }

    /** Scales the gradient of each parameter whose norm is above the bound, as far as it lies from {@code from} to {@code to}. */
    void clipEach(float[] gradient, int from, int to, double bound) {
        for (int i = 0; i < parameters.size(); i++) {
            TensorLayout parameter = parameters.get(i);
            int at = Math.max(from, parameter.at());
            int end = Math.min(to, parameter.at() + parameter.length());
            if (at < end) {
                double norm = Math.sqrt(sum(first[i], first[i + 1]));
                if (norm > bound) {
                    Update.scale(gradient, at, end, (float) (bound / norm));
                }
            }
        }
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += squares[i];
        }
        return sum;
    }
}

package io.lanewise.training.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Constant between boundaries: {@code factors[0]} for a step up to and with {@code boundaries[0]}, {@code factors[i]} for one above
 * {@code boundaries[i − 1]} and up to {@code boundaries[i]}, the last above all of them; Keras's {@code PiecewiseConstantDecay}.
 *
 * @param boundaries steps, rising
 * @param factors one more than boundaries, each finite and at least 0
 */
public record PiecewiseConstant(List<Long> boundaries, List<Double> factors) implements Schedule {
    /** @throws IllegalArgumentException if the lists do not fit together or an element is out of its range */
    public PiecewiseConstant {
        boundaries = List.copyOf(boundaries);
        factors = List.copyOf(factors);
        if (factors.size() != boundaries.size() + 1) {
            throw new IllegalArgumentException("There are " + boundaries.size() + " boundaries and " + factors.size()
                    + " factors. Pass one factor more than boundaries.");
        }
        for (double factor : factors) {
            Checks.notNegative("factor between boundaries", factor);
        }
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) <= boundaries.get(i - 1)) {
                throw new IllegalArgumentException("The boundary " + boundaries.get(i) + " follows "
                        + boundaries.get(i - 1) + ". Pass boundaries that rise.");
            }
        }
    }

    /**
     * These factors between these boundaries.
     *
     * @throws IllegalArgumentException if there is not one factor more than boundaries, or boundaries do not rise
     */
    public static PiecewiseConstant of(long[] boundaries, double[] factors) {
        return new PiecewiseConstant(
                Arrays.stream(boundaries).boxed().toList(),
                Arrays.stream(factors).boxed().toList());
    }

    /**
     * A fall to {@code gamma} of what it was from each milestone on, PyTorch's {@code MultiStepLR}. A milestone that is given twice
     * falls twice.
     *
     * @throws IllegalArgumentException if gamma is not above 0, or a milestone is below the one before
     */
    public static PiecewiseConstant multiStep(double gamma, long... milestones) {
        Checks.positive("gamma of a fall", gamma);
        List<Long> boundaries = new ArrayList<>();
        List<Double> factors = new ArrayList<>(List.of(1.0));
        for (int i = 0; i < milestones.length; i++) {
            int last = factors.size() - 1;
            if (i > 0 && milestones[i] == milestones[i - 1]) {
                factors.set(last, factors.get(last) * gamma);
                continue;
            }
            if (i > 0 && milestones[i] < milestones[i - 1]) {
                throw new IllegalArgumentException("The milestone " + milestones[i] + " follows " + milestones[i - 1]
                        + ". Pass milestones in their order.");
            }
            boundaries.add(milestones[i] - 1);
            factors.add(factors.get(last) * gamma);
        }
        return new PiecewiseConstant(boundaries, factors);
    }

    @Override
    public double factor(long step) {
        int i = 0;
        while (i < boundaries.size() && step > boundaries.get(i)) {
            i++;
        }
        return factors.get(i);
    }
}

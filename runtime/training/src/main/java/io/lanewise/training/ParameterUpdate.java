package io.lanewise.training;

import io.lanewise.runtime.generated.Constraints;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Update;
import io.lanewise.training.StepOptions.Clipping;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.schedule.ReduceOnPlateau;
import org.jspecify.annotations.Nullable;

/** From the gradient to new weights, in the order that {@link StepOptions} tells. What is not asked for takes no pass. */
final class ParameterUpdate {
    /** PyTorch's addition to the norm of all gradients. */
    private static final double NORM_EPSILON = 1e-6;

    private final Optimizer optimizer;
    private final StepOptions options;
    private final float[] weights;
    private final TrainingState state;
    private final LayerRanges ranges;
    private final Constraints constraints;
    private final @Nullable GradientNorms norms;
    private final int begin;
    private final int length;
    private double factor;

    ParameterUpdate(
            Signature signature, Optimizer optimizer, StepOptions options, float[] weights, TrainingState state) {
        this.optimizer = optimizer;
        this.options = options;
        this.weights = weights;
        this.state = state;
        this.begin = signature.parametersFrom();
        this.length = signature.parametersTo() - begin;
        this.ranges = new LayerRanges(signature, options.layers());
        this.constraints = Constraints.of(ranges.trained());
        boolean measures = options.clipping() == Clipping.NORM || options.clipping() == Clipping.GLOBAL_NORM;
        this.norms = measures ? new GradientNorms(ranges.trained()) : null;
    }

    /**
     * By what the learning rate is multiplied in a step, that of single layers aside.
     *
     * @param number of the step, from 1
     * @throws IllegalStateException if the schedule gives what is no factor
     */
    double factor(long number) {
        double scheduled = options.schedule().factor(number - 1);
        if (!(scheduled >= 0 && scheduled < Double.POSITIVE_INFINITY)) {
            throw new IllegalStateException("The schedule gives " + scheduled + " for step " + (number - 1)
                    + ", counted from 0. A factor of the learning rate is finite and at least 0. The parameters are as"
                    + " before this step.");
        }
        ReduceOnPlateau.State plateau = state.plateau();
        return plateau == null ? scheduled : scheduled * plateau.factor();
    }

    /** Readies a step before its members begin; nothing has changed if it throws. */
    void begin(long number) {
        factor = factor(number);
    }

    /** Where {@code member}'s share of the parameters begins. */
    int first(Member member) {
        return begin + member.floatsFrom(length);
    }

    /** Where it ends. */
    int end(Member member) {
        return begin + member.floatsTo(length);
    }

    /** Whether {@code numbers}, which lie as the parameters do, are finite. */
    boolean finite(float[] numbers) {
        return Update.finite(numbers, begin, begin + length);
    }

    /** This member's share of a step. The weights are whole when all members have come back and met at a barrier. */
    void run(Member member, float[] gradient, long number) {
        double scale = 1;
        if (norms != null) {
            norms.measure(member, gradient);
            member.barrier();
            if (options.clipping() == Clipping.GLOBAL_NORM) {
                scale = options.bound() / (norms.global() + NORM_EPSILON);
            }
        }
        int from = first(member);
        int to = end(member);
        for (int i = 0; i < ranges.count(); i++) {
            int at = Math.max(from, ranges.from(i));
            int end = Math.min(to, ranges.to(i));
            if (at < end) {
                clip(gradient, at, end, scale);
                decayed(gradient, at, end, factor * ranges.factor(i));
                optimizer.update(weights, gradient, state.moments(), at, end, number, factor * ranges.factor(i));
            }
        }
        states(gradient, from, to, weights);
        if (!constraints.isEmpty()) {
            member.barrier();
            constraints.apply(weights, member);
        }
        float[] average = state.average();
        if (average != null) {
            if (!constraints.isEmpty()) {
                member.barrier();
            }
            if (number == 1) {
                System.arraycopy(weights, from, average, from, to - from);
            } else {
                Update.average(average, weights, from, to, (float) (1 - options.averaging()));
                states(null, from, to, average);
            }
        }
    }

    /**
     * State as far as it lies from {@code from} to {@code to}.
     *
     * @param change what is added to it; null where it is to be what the weights have
     */
    private void states(float @Nullable [] change, int from, int to, float[] into) {
        for (int i = 0; i < ranges.states().size(); i++) {
            TensorLayout layout = ranges.states().get(i);
            int end = Math.min(to, layout.at() + layout.length());
            for (int at = Math.max(from, layout.at()); at < end; at++) {
                into[at] = change == null ? weights[at] : weights[at] + change[at];
            }
        }
    }

    /** ‖g‖₂ of what is not frozen. */
    double norm(float[] gradient) {
        double squares = 0;
        for (int i = 0; i < ranges.count(); i++) {
            squares += Update.sumOfSquares(gradient, ranges.from(i), ranges.to(i));
        }
        return Math.sqrt(squares);
    }

    private void clip(float[] gradient, int from, int to, double scale) {
        if (options.clipping() == Clipping.VALUE) {
            Update.clamp(gradient, from, to, (float) options.bound());
        } else if (options.clipping() == Clipping.NORM && norms != null) {
            norms.clipEach(gradient, from, to, options.bound());
        } else if (scale < 1) {
            Update.scale(gradient, from, to, (float) scale);
        }
    }

    private void decayed(float[] gradient, int from, int to, double layerFactor) {
        if (options.l2() > 0) {
            Update.add(gradient, weights, from, to, (float) options.l2());
        }
        if (options.weightDecay() > 0) {
            double share = optimizer.learningRate() * layerFactor * options.weightDecay();
            Update.add(weights, weights, from, to, (float) -share);
        }
    }
}

package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import java.util.List;

/**
 * RMSprop (Tieleman and Hinton, 2012): {@code v ← ρ·v + (1−ρ)·g²} and, centered (Graves, 2013), {@code m ← ρ·m + (1−ρ)·g}; with
 * {@code s = v}, centered {@code s = v − m²}, then
 *
 * <ul>
 *   <li>{@link Form#TORCH}: {@code d = g / (√s + ε)}, with momentum {@code b ← μ·b + d}, {@code w ← w − lr·b};
 *   <li>{@link Form#KERAS}: {@code d = lr·g / √(s + ε)}, with momentum {@code b ← μ·b + d}, {@code w ← w − b}.
 * </ul>
 *
 * <p>Where rounding makes {@code v − m²} less than 0, it counts as 0.
 *
 * @param learningRate lr, finite and above 0
 * @param rho ρ, PyTorch's α, from 0 to below 1
 * @param momentum μ, from 0 to below 1; 0 keeps no velocity
 * @param epsilon ε, finite and above 0
 * @param centered whether the mean of the gradients is subtracted
 * @param form where ε and the learning rate stand
 */
public record RmsProp(double learningRate, double rho, double momentum, double epsilon, boolean centered, Form form)
        implements Optimizer {
    private static final List<String> PLAIN = List.of("square_avg");
    private static final List<String> CENTERED = List.of("square_avg", "grad_avg");
    private static final List<String> MOVING = List.of("square_avg", "momentum_buffer");
    private static final List<String> BOTH = List.of("square_avg", "grad_avg", "momentum_buffer");
    private static final List<String> KERAS_MOVING = List.of("square_avg", "velocity");
    private static final List<String> KERAS_BOTH = List.of("square_avg", "grad_avg", "velocity");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public RmsProp {
        Ranges.learningRate(learningRate);
        Ranges.fraction("rho", rho);
        Ranges.fraction("momentum", momentum);
        Ranges.positive("epsilon", epsilon);
    }

    /** PyTorch's form with this learning rate, ρ 0.9, ε 1e-8, no momentum, not centered. */
    public static RmsProp of(double learningRate) {
        return new RmsProp(learningRate, 0.9, 0, 1e-8, false, Form.TORCH);
    }

    /** {@code torch.optim.RMSprop} with its defaults: learning rate 0.01, α 0.99, ε 1e-8, no momentum, not centered. */
    public static RmsProp torch() {
        return new RmsProp(0.01, 0.99, 0, 1e-8, false, Form.TORCH);
    }

    /** {@code keras.optimizers.RMSprop} with its defaults: learning rate 1e-3, ρ 0.9, ε 1e-7, no momentum, not centered. */
    public static RmsProp keras() {
        return new RmsProp(1e-3, 0.9, 0, 1e-7, false, Form.KERAS);
    }

    /** The same with another learning rate. */
    public RmsProp withLearningRate(double value) {
        return new RmsProp(value, rho, momentum, epsilon, centered, form);
    }

    /** The same with this momentum. */
    public RmsProp withMomentum(double value) {
        return new RmsProp(learningRate, rho, value, epsilon, centered, form);
    }

    /** The same, centered or not. */
    public RmsProp withCentered(boolean value) {
        return new RmsProp(learningRate, rho, momentum, epsilon, value, form);
    }

    /** Keras's velocity holds the learning rate, so it has another name: a training of one form cannot be resumed in the other. */
    @Override
    public List<String> state() {
        if (momentum == 0) {
            return centered ? CENTERED : PLAIN;
        }
        if (form == Form.TORCH) {
            return centered ? BOTH : MOVING;
        }
        return centered ? KERAS_BOTH : KERAS_MOVING;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        boolean torch = form == Form.TORCH;
        float fresh = (float) (1 - rho);
        float scaled = (float) (learningRate * factor);
        float inside = torch ? 0 : (float) epsilon;
        float outside = torch ? (float) epsilon : 0;
        if (momentum == 0) {
            if (centered) {
                AdaptiveUpdate.rmsCentered(
                        parameters, gradient, state[0], state[1], from, to, fresh, scaled, inside, outside);
            } else {
                AdaptiveUpdate.rms(parameters, gradient, state[0], from, to, fresh, scaled, inside, outside);
            }
            return;
        }
        float rate = torch ? scaled : 1;
        float gain = torch ? 1 : scaled;
        float keep = (float) momentum;
        if (centered) {
            AdaptiveUpdate.rmsCenteredMomentum(
                    parameters,
                    gradient,
                    state[0],
                    state[1],
                    state[2],
                    from,
                    to,
                    fresh,
                    rate,
                    inside,
                    outside,
                    keep,
                    gain);
        } else {
            AdaptiveUpdate.rmsMomentum(
                    parameters, gradient, state[0], state[1], from, to, fresh, rate, inside, outside, keep, gain);
        }
    }
}

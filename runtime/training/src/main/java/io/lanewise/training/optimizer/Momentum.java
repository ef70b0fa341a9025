package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * Gradient descent with momentum (Polyak, 1964), in the two forms in use:
 *
 * <ul>
 *   <li>{@link Form#TORCH}: {@code v ← μ·v + g}, {@code w ← w − lr·v}, as {@code torch.optim.SGD} with dampening 0;
 *   <li>{@link Form#KERAS}: {@code v ← μ·v − lr·g}, {@code w ← w + v}, as {@code keras.optimizers.SGD}.
 * </ul>
 *
 * <p>They differ as soon as the learning rate changes while training: only in Keras's does a velocity keep the rate of the
 * steps that made it.
 *
 * @param learningRate lr, finite and above 0
 * @param momentum μ, from 0 to below 1
 * @param form where the learning rate stands
 */
public record Momentum(double learningRate, double momentum, Form form) implements Optimizer {
    private static final List<String> TORCH_STATE = List.of("momentum_buffer");
    private static final List<String> KERAS_STATE = List.of("velocity");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Momentum {
        Ranges.learningRate(learningRate);
        Ranges.fraction("momentum", momentum);
    }

    /** Momentum 0.9 with this learning rate. */
    public static Momentum of(double learningRate) {
        return of(learningRate, 0.9);
    }

    /** This momentum with this learning rate. */
    public static Momentum of(double learningRate, double momentum) {
        return new Momentum(learningRate, momentum, Form.TORCH);
    }

    /** {@code torch.optim.SGD(momentum=0.9)} with its default learning rate, 1e-3. */
    public static Momentum torch() {
        return new Momentum(1e-3, 0.9, Form.TORCH);
    }

    /** {@code keras.optimizers.SGD(momentum=0.9)} with its default learning rate, 0.01. */
    public static Momentum keras() {
        return new Momentum(0.01, 0.9, Form.KERAS);
    }

    /** The same with another learning rate. */
    public Momentum withLearningRate(double value) {
        return new Momentum(value, momentum, form);
    }

    /** Two names, because the numbers mean different things: a training of one form cannot be resumed in the other. */
    @Override
    public List<String> state() {
        return state(form);
    }

    static List<String> state(Form form) {
        return form == Form.TORCH ? TORCH_STATE : KERAS_STATE;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        step(parameters, gradient, state[0], from, to, learningRate * factor, momentum, form, false);
    }

    static void step(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            double rate,
            double momentum,
            Form form,
            boolean nesterov) {
        if (form == Form.TORCH) {
            Update.momentum(w, g, v, from, to, (float) rate, (float) momentum, nesterov, 0);
        } else {
            Update.kerasMomentum(w, g, v, from, to, (float) rate, (float) momentum, nesterov, 0);
        }
    }
}

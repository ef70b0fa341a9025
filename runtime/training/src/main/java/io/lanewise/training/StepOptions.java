package io.lanewise.training;

import io.lanewise.training.schedule.ReduceOnPlateau;
import io.lanewise.training.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a step does around the optimizer's rule, in this order: the gradient is clipped, {@code l2·w} is added to it, weights decay,
 * the rule takes its step, constraints of the model are met, and the average of the weights moves on. Immutable; {@link #none()} is
 * the rule alone.
 *
 * @param clipping how gradients are clipped
 * @param bound what they are clipped to; 0 for {@link Clipping#NONE}
 * @param l2 strength of the coupled decay, 0 for none
 * @param weightDecay strength of the decoupled decay, 0 for none
 * @param averaging share of the average that a step keeps, 0 for no average
 * @param schedule by what the learning rate is multiplied in each step
 * @param plateau by what it is multiplied once the loss has stopped to fall, or null
 * @param layers learning rates of single parameters; of several that match a parameter the last counts
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public record StepOptions(
        Clipping clipping,
        double bound,
        double l2,
        double weightDecay,
        double averaging,
        Schedule schedule,
        @Nullable ReduceOnPlateau plateau,
        List<LayerRate> layers) {
    private static final StepOptions NONE =
            new StepOptions(Clipping.NONE, 0, 0, 0, 0, Schedule.constant(), null, List.of());

    /** How gradients are clipped. */
    public enum Clipping {
        /** Not at all. */
        NONE,
        /** Each number to within ±bound. */
        VALUE,
        /** The gradient of each parameter (a matrix, a vector) to a 2-norm of at most the bound. */
        NORM,
        /** All gradients together to a 2-norm of at most the bound. */
        GLOBAL_NORM
    }

    /**
     * A learning rate of some parameters.
     *
     * @param pattern their names, in which {@code *} stands for any letters
     * @param factor by which their learning rate is multiplied; 0 if they are frozen, which leaves them wholly alone
     */
    public record LayerRate(String pattern, double factor) {}

    /** Copies the list. */
    public StepOptions {
        Objects.requireNonNull(schedule, "The schedule is null. Pass one, such as CosineDecay.of(1000).");
        layers = List.copyOf(layers);
        notNegative("strength of l2", l2);
        notNegative("weight decay", weightDecay);
        if (!(averaging >= 0 && averaging < 1)) {
            throw new IllegalArgumentException("The share that the average keeps is " + averaging
                    + ". Pass a number above 0 and below 1, such as 0.99.");
        }
        if (clipping != Clipping.NONE && !(bound > 0 && (float) bound < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The bound of clipping is " + bound + ". Pass a finite number above 0.");
        }
        for (LayerRate layer : layers) {
            notNegative("factor of the learning rate of '" + layer.pattern() + "'", layer.factor());
        }
    }

    /** The optimizer's rule alone. */
    public static StepOptions none() {
        return NONE;
    }

    /**
     * Clips each number of the gradient to within ±bound: Keras's {@code clipvalue}, PyTorch's {@code clip_grad_value_}.
     *
     * @param value finite, above 0
     */
    public StepOptions clipValue(double value) {
        return clip(Clipping.VALUE, value);
    }

    /**
     * Clips the gradient of each parameter to a 2-norm of at most this, {@code g·c/max(‖g‖, c)}: Keras's {@code clipnorm}.
     *
     * @param norm finite, above 0
     */
    public StepOptions clipNorm(double norm) {
        return clip(Clipping.NORM, norm);
    }

    /**
     * Clips the gradient of all parameters that are not frozen to a 2-norm of at most this, {@code g·min(1, c/(‖g‖ + 1e-6))}:
     * PyTorch's {@code clip_grad_norm_}; Keras's {@code global_clipnorm} has no 1e-6.
     *
     * @param norm finite, above 0
     */
    public StepOptions globalClipNorm(double norm) {
        return clip(Clipping.GLOBAL_NORM, norm);
    }

    private StepOptions clip(Clipping kind, double value) {
        if (clipping != Clipping.NONE && clipping != kind) {
            throw new IllegalArgumentException("The gradient is clipped by " + clipping + " already, and " + kind
                    + " is asked for as well. Clip in one way only.");
        }
        return new StepOptions(kind, value, l2, weightDecay, averaging, schedule, plateau, layers);
    }

    /**
     * Adds {@code λ·w} to the gradient of each weight w before the rule, the coupled decay that PyTorch's optimizers call {@code
     * weight_decay}: the gradient of {@code λ/2·Σw²}. Biases are weights too.
     *
     * @param strength λ, finite, at least 0
     */
    public StepOptions l2(double strength) {
        return new StepOptions(clipping, bound, strength, weightDecay, averaging, schedule, plateau, layers);
    }

    /**
     * Takes {@code lr·λ·w} from each weight w before the rule, lr being the step's learning rate: the decoupled decay of {@code
     * AdamW}, with any optimizer, as Keras's {@code weight_decay}. Biases are weights too.
     *
     * @param strength λ, finite, at least 0
     */
    public StepOptions weightDecay(double strength) {
        return new StepOptions(clipping, bound, l2, strength, averaging, schedule, plateau, layers);
    }

    /**
     * Keeps an exponential moving average of the weights, {@code a ← decay·a + (1 − decay)·w} after each step, the first of which sets
     * it to w: Keras's {@code use_ema}, PyTorch's {@code get_ema_avg_fn}. The average is what is judged and published; training
     * goes on with the weights themselves.
     *
     * @param decay share of the average that a step keeps, above 0 and below 1; 0.99 in Keras
     */
    public StepOptions averaged(double decay) {
        if (!(decay > 0)) {
            throw new IllegalArgumentException("The share that the average keeps is " + decay
                    + ". Pass a number above 0 and below 1, such as 0.99.");
        }
        return new StepOptions(clipping, bound, l2, weightDecay, decay, schedule, plateau, layers);
    }

    /** Multiplies the learning rate of each step. */
    public StepOptions schedule(Schedule value) {
        return new StepOptions(clipping, bound, l2, weightDecay, averaging, value, plateau, layers);
    }

    /** Multiplies the learning rate once the loss has stopped to fall, on top of a schedule. */
    public StepOptions reduceOnPlateau(ReduceOnPlateau rule) {
        return new StepOptions(clipping, bound, l2, weightDecay, averaging, schedule, rule, layers);
    }

    /**
     * Multiplies the learning rate of the parameters whose names match.
     *
     * @param pattern a name, in which {@code *} stands for any letters: {@code features.*}
     * @param factor finite, above 0
     */
    public StepOptions learningRate(String pattern, double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("The factor of the learning rate of '" + pattern + "' is " + factor
                    + ". Pass a finite number above 0, or freeze(\"" + pattern + "\").");
        }
        return layer(new LayerRate(pattern, factor));
    }

    /**
     * Leaves the parameters whose names match wholly alone: no step, no decay, no constraint, no part in a norm.
     *
     * @param pattern a name, in which {@code *} stands for any letters: {@code features.*}
     */
    public StepOptions freeze(String pattern) {
        return layer(new LayerRate(pattern, 0));
    }

    private StepOptions layer(LayerRate rate) {
        List<LayerRate> more = new ArrayList<>(layers);
        more.add(rate);
        return new StepOptions(clipping, bound, l2, weightDecay, averaging, schedule, plateau, more);
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0 && (float) value < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a finite number, 0 or above.");
        }
    }
}

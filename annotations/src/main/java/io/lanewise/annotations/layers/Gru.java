package io.lanewise.annotations.layers;

import io.lanewise.annotations.Activation;
import io.lanewise.annotations.Constraint;
import io.lanewise.annotations.ConstraintKind;
import io.lanewise.annotations.Direction;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import io.lanewise.annotations.Regularizer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A gated recurrent unit (Cho et al. 2014) over the steps of a sequence [steps, inputs], in the form that applies the reset gate
 * behind the product, as PyTorch and Keras have it. With a = x · Wᵀ + b and s = h · Uᵀ + c for each of three gates:
 *
 * <pre>
 * r = σ(aᵣ + sᵣ), z = σ(a_z + s_z), n = activation(aₙ + r · sₙ)
 * h = (1 − z) · n + z · h
 * </pre>
 *
 * <p>The parameter's own name says what else it reads: {@code initialState} [units], zeros where it is missing; {@code mask}
 * [steps], of 0 and 1. Where the mask is 0 the step is passed over: the state stays as it is, and what stands there is the state
 * once more, as Keras has it. So padding changes no bit of a real step, before it or behind it. With BOTH, states are
 * [2 · units], forward then backward.
 *
 * <p>Parameters, as PyTorch's {@code GRU} names and orders them: {@code weight_ih_l0} [3 · units, inputs], {@code weight_hh_l0}
 * [3 · units, units], {@code bias_ih_l0} and {@code bias_hh_l0} [3 · units]; backward the same with {@code _reverse}. Several layers are several
 * nodes. Gates stand in the order r, z, n.
 *
 * <p>For one step a call, as in a stream, take a sequence of one step and hand the value in again as {@code initialState}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Gru {
    /** Size of the state, at least 1; 0 means not given, which is an error unless a block argument gives it. */
    int units() default 0;

    /** Makes n; one that acts on each element. */
    Activation activation() default Activation.TANH;

    /** Makes the gates. */
    Activation recurrentActivation() default Activation.SIGMOID;

    /** In which order the steps are read. */
    Direction direction() default Direction.FORWARD;

    /** Whether the value is the state at every step, [steps, units], or the last one, [units]. */
    boolean returnSequences() default false;

    /** Whether biases are added. */
    boolean useBias() default true;

    /** Where the weights of the input start. */
    Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

    /** Where the weights of the state start. */
    Init recurrentInitializer() default @Init(Initializer.ORTHOGONAL);

    /** Where the biases start. */
    Init biasInitializer() default @Init(Initializer.ZEROS);

    /** A part of the loss that keeps the weights of the input small; none by default. */
    Regularizer kernelRegularizer() default @Regularizer;

    /** A part of the loss that keeps the weights of the state small; none by default. */
    Regularizer recurrentRegularizer() default @Regularizer;

    /** A part of the loss that keeps the biases small; none by default. */
    Regularizer biasRegularizer() default @Regularizer;

    /** What the units of the weights of the input meet after each step of training. */
    Constraint kernelConstraint() default @Constraint(ConstraintKind.NONE);

    /** What the units of the weights of the state meet after each step of training. */
    Constraint recurrentConstraint() default @Constraint(ConstraintKind.NONE);

    /** What each bias, as a whole, meets after each step of training. */
    Constraint biasConstraint() default @Constraint(ConstraintKind.NONE);

    /** Name of another node of this layer whose parameters are used here too; empty for own ones. */
    String sharedWith() default "";
}

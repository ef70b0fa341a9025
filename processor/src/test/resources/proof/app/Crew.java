package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/**
 * A model with enough work for a team: two inputs and losses, dropout and noise, normalisations, a softmax inside, recurrent layers, a residual, tied weights, a maxout
 * with a penalty and a constraint, a trained node without input, odd sizes.
 */
@Model
public interface Crew {
    @Input(shape = 97)
    Tensor left();

    @Input(shape = 40)
    Tensor right();

    @Concatenate
    Tensor both(Tensor left, Tensor right);

    @Dense(units = 121, activation = RELU)
    Tensor first(Tensor both);

    @BatchNormalization(momentum = 0.75f)
    Tensor normal(Tensor first);

    @Dropout(rate = 0.25f)
    Tensor dropped(Tensor normal);

    @Dense(units = 121, activation = TANH)
    Tensor second(Tensor dropped);

    @Add
    Tensor residual(Tensor dropped, Tensor second);

    @Softmax
    Tensor attention(@From("right") Tensor scores);

    @Dense(units = 121, useBias = false)
    Tensor attended(Tensor attention);

    @Reshape(shape = {5, 8})
    Tensor steps(@From("right") Tensor x);

    @Masking
    Tensor real(Tensor steps);

    @Lstm(units = 19, direction = Direction.BOTH, returnSequences = true)
    Tensor read(@From("steps") Tensor input, @From("real") Tensor mask);

    @Gru(units = 121)
    Tensor told(Tensor read);

    @Multiply
    Tensor gated(Tensor residual, Tensor attended, Tensor told);

    @LayerNormalization
    Tensor balanced(Tensor gated);

    @GaussianNoise(stddev = 0.125f)
    Tensor blurred(Tensor balanced);

    @Weight(shape = 121, initializer = @Init(value = Initializer.NORMAL, scale = 0.5f))
    Tensor shift();

    @Maximum
    Tensor shifted(Tensor blurred, Tensor shift);

    @Maxout(
            units = 121,
            pieces = 2,
            kernelRegularizer = @Regularizer(l1 = 0.001f, l2 = 0.002f),
            kernelConstraint = @Constraint(value = ConstraintKind.MAX_NORM, maxValue = 0.75f),
            activityRegularizer = @Regularizer(l2 = 0.001f))
    Tensor greatest(Tensor shifted);

    @L2Normalize
    Tensor direction(Tensor greatest);

    @Dense(units = 48, activation = GELU)
    Tensor third(Tensor direction);

    @Dense(units = 121, tiedTo = "third")
    Tensor decoded(Tensor third);

    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor third);

    @Dense(units = 33, activation = SIGMOID)
    @Loss(value = BINARY_CROSS_ENTROPY, weight = 0.5f)
    Tensor flags(Tensor decoded);
}

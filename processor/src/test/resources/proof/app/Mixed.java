package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.ConstraintKind.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Every layer that combines, normalises or disturbs, trained nodes without input, frozen ones, regularizers and constraints. */
@Model
public interface Mixed {
    @Input(shape = 19)
    Tensor x();

    @Input(shape = {3, 11})
    Tensor rows();

    @Rescaling(scale = 0.5f, offset = 0.25f)
    Tensor scaled(Tensor x);

    @GaussianNoise(stddev = 0.125f)
    Tensor noisy(Tensor scaled);

    @Maxout(
            units = 33,
            pieces = 3,
            kernelRegularizer = @Regularizer(l1 = 0.01f, l2 = 0.02f),
            kernelConstraint = @Constraint(value = MAX_NORM, maxValue = 0.5f),
            activityRegularizer = @Regularizer(l2 = 0.01f))
    Tensor first(Tensor noisy);

    @Dense(units = 33, activation = TANH, kernelConstraint = @Constraint(NON_NEGATIVE))
    Tensor second(Tensor noisy);

    @Dense(units = 33, kernelConstraint = @Constraint(UNIT_NORM), biasRegularizer = @Regularizer(l2 = 0.1f))
    Tensor third(Tensor x);

    @Weight(shape = 33, initializer = @Init(value = Initializer.NORMAL, scale = 0.5f))
    Tensor gain();

    @Multiply
    Tensor gained(Tensor third, Tensor gain);

    @Average
    Tensor mean(Tensor first, Tensor second, Tensor gained);

    @Maximum
    Tensor high(Tensor first, Tensor second, Tensor gained);

    @Minimum
    Tensor low(Tensor first, Tensor second, Tensor gained);

    @Subtract
    Tensor spread(Tensor high, Tensor low);

    @Dot
    Tensor product(Tensor mean, Tensor spread);

    @Dot(normalize = true)
    Tensor cosine(Tensor first, Tensor second);

    @L2Normalize
    Tensor directions(Tensor rows);

    @GaussianNoise(stddev = 0.25f)
    Tensor turned(Tensor directions);

    @Weight(shape = {3, 11}, initializer = @Init(value = Initializer.NORMAL, scale = 0.5f))
    @Frozen
    Tensor keys();

    @Dot
    Tensor scores(Tensor turned, Tensor keys);

    @GaussianNoise(stddev = 0.0625f)
    Tensor blurred(Tensor scores);

    @Flatten
    Tensor flat(Tensor blurred);

    @Concatenate
    Tensor all(Tensor spread, Tensor product, Tensor cosine, Tensor flat);

    @Dense(units = 17, activation = SIGMOID)
    @Frozen
    Tensor mixed(Tensor all);

    @Dense(units = 5, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor mixed);

    @Dense(units = 1)
    @Loss(value = MEAN_SQUARED, weight = 0.5f)
    Tensor amount(Tensor all);
}

package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** 28-300×5-1 with tanh, the deep network of Baldi, Sadowski and Whiteson (2014) for the HIGGS data. */
@Model
public interface Deep {
    @Input(shape = 28)
    Tensor x();

    @Dense(units = 300, activation = TANH)
    Tensor first(Tensor x);

    @Dense(units = 300, activation = TANH)
    Tensor second(Tensor first);

    @Dense(units = 300, activation = TANH)
    Tensor third(Tensor second);

    @Dense(units = 300, activation = TANH)
    Tensor fourth(Tensor third);

    @Dense(units = 300, activation = TANH)
    Tensor fifth(Tensor fourth);

    @Dense(units = 1, activation = SIGMOID)
    @Loss(BINARY_CROSS_ENTROPY)
    Tensor y(Tensor fifth);
}

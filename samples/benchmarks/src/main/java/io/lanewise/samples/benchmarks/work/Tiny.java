package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** 4-16-3, of the size of the iris flowers: all of it is overhead of the call. */
@Model
public interface Tiny {
    @Input(shape = 4)
    Tensor x();

    @Dense(units = 16, activation = RELU)
    Tensor hidden(Tensor x);

    @Dense(units = 3, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor y(Tensor hidden);
}

package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** 784-128-10, of the size of the handwritten digits of MNIST. */
@Model
public interface Digits {
    @Input(shape = 784)
    Tensor x();

    @Dense(units = 128, activation = RELU)
    Tensor hidden(Tensor x);

    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor y(Tensor hidden);
}

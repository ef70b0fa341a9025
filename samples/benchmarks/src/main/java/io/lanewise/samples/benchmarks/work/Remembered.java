package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Lstm;

/** {@link Memory} with a class to be told at the end, so that it can be trained. */
@Model
public interface Remembered {
    @Input(shape = {100, 32})
    Tensor x();

    @Lstm(units = 64)
    Tensor last(Tensor x);

    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor y(Tensor last);
}

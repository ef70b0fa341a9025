package io.lanewise.samples.csv;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** What a table of people is for. */
@Model
interface Answer {
    @Input(shape = 2)
    Tensor person();

    @Dense(units = 2, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor answer(Tensor person);
}

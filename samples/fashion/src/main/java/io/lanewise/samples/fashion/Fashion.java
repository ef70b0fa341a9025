package io.lanewise.samples.fashion;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** Tells which of ten articles an image of 28×28 pixels shows. */
@Model
public interface Fashion {
    /** Pixels from 0 for black to 1 for white, row after row. */
    @Input(shape = 784)
    Tensor image();

    @Dense(units = 128, activation = RELU)
    Tensor hidden(Tensor image);

    /** The probability of each article. */
    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor article(Tensor hidden);
}

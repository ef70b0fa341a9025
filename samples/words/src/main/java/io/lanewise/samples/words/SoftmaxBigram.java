package io.lanewise.samples.words;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** The table as a network: the weights of a letter's row become the logarithms of its counts, but for a constant. */
@Model
interface SoftmaxBigram {
    /** 1 in the place of the letter, 0 elsewhere. */
    @Input(shape = Letters.COUNT)
    Tensor letter();

    @Dense(units = Letters.COUNT, useBias = false, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor next(Tensor letter);
}

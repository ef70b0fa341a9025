package io.lanewise.samples.words;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.DataType.INT;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Embedding;

/** A bigram by way of a vector for each letter, learnt with the rest: letters that are followed alike come to lie side by side. */
@Model
interface EmbeddedBigram {
    @Input(shape = 1, type = INT)
    Tensor letter();

    @Embedding(inputDim = Letters.COUNT, outputDim = 16)
    Tensor vector(Tensor letter);

    @Dense(units = Letters.COUNT, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor next(Tensor vector);
}

package io.lanewise.samples.sequences;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.DataType.INT;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Embedding;
import io.lanewise.annotations.layers.Mean;
import io.lanewise.annotations.layers.Reshape;
import io.lanewise.annotations.layers.Softmax;

/** The mean of the vectors of all tokens, from which a dense layer tells the token of each place: it knows which are there, not where. */
@Model
interface BagOfVectors {
    /** The tokens to read, and {@link Tokens#NOTHING} behind them. */
    @Input(shape = Tokens.READ, axis = "read", type = INT)
    Tensor read();

    @Embedding(inputDim = Tokens.COUNT, outputDim = 128, paddingIndex = Tokens.NOTHING)
    Tensor vectors(Tensor read);

    @Mean(axis = 1)
    Tensor bag(Tensor vectors);

    @Dense(units = 256, activation = RELU)
    Tensor hidden(Tensor bag);

    @Dense(units = Tokens.WRITTEN * Tokens.COUNT)
    Tensor scores(Tensor hidden);

    @Reshape(shape = {Tokens.WRITTEN, Tokens.COUNT})
    Tensor places(Tensor scores);

    /** The probability of each token, at each place. */
    @Softmax
    @Loss(value = CROSS_ENTROPY, ignoreIndex = Tokens.NOTHING)
    Tensor next(Tensor places);
}

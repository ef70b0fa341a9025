package io.lanewise.samples.sequences;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.DataType.INT;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Embedding;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.Masking;
import io.lanewise.annotations.layers.PositionEmbedding;

/** An encoder that reads a sequence, and a decoder that writes another one, token by token. */
@Model
interface Reverser {
    /** Size of the vector of each step. */
    int WIDTH = 32;

    /** The tokens to read, and {@link Tokens#NOTHING} behind them. */
    @Input(shape = Tokens.READ, axis = "read", type = INT)
    Tensor read();

    /** {@link Tokens#EDGE} and the tokens written so far; what stands behind them does not matter. */
    @Input(shape = Tokens.WRITTEN, axis = "written", type = INT)
    Tensor written();

    @Embedding(inputDim = Tokens.COUNT, outputDim = WIDTH, paddingIndex = Tokens.NOTHING)
    Tensor vectors(Tensor read);

    /** Which steps are there: the vector of nothing is zeros, and stays so. */
    @Masking
    Tensor present(Tensor vectors);

    @PositionEmbedding
    Tensor placed(Tensor vectors);

    @Apply(EncoderLayer.class)
    @Repeat(2)
    Tensor encoder(@From("placed") Tensor x, @From("present") Tensor mask);

    @LayerNormalization
    Tensor memory(Tensor encoder);

    @Embedding(inputDim = Tokens.COUNT, outputDim = WIDTH, sharedWith = "vectors")
    Tensor writtenVectors(Tensor written);

    @PositionEmbedding
    Tensor writtenPlaced(Tensor writtenVectors);

    @Apply(DecoderLayer.class)
    @Repeat(2)
    Tensor decoder(@From("writtenPlaced") Tensor x, Tensor memory, @From("present") Tensor mask);

    @LayerNormalization
    Tensor decoded(Tensor decoder);

    /** The probability of each token to come next. */
    @Dense(units = Tokens.COUNT, activation = SOFTMAX)
    @Loss(value = CROSS_ENTROPY, ignoreIndex = Tokens.NOTHING)
    Tensor next(Tensor decoded);
}

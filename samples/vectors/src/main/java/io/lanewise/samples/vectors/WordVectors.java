package io.lanewise.samples.vectors;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.DataType.INT;
import static io.lanewise.annotations.Initializer.NORMAL;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Embedding;

/**
 * A skip-gram model (Mikolov et al., Efficient Estimation of Word Representations in Vector Space, 2013) with the same vectors on both
 * sides: a word's vector, turned, is compared with the vectors of all words. Without the turn, what stands beside each other would
 * have to be alike, and a word most of all beside itself.
 */
@Model
interface WordVectors {
    /** Numbers of a vector. */
    int SIZE = 8;

    @Input(shape = 1, type = INT)
    Tensor word();

    @Embedding(inputDim = Grammar.WORDS, outputDim = SIZE, embeddingsInitializer = @Init(value = NORMAL, scale = 0.3f))
    Tensor vector(Tensor word);

    @Dense(units = SIZE, useBias = false)
    Tensor turned(Tensor vector);

    /** How probable each word is to stand near. */
    @Dense(units = Grammar.WORDS, tiedTo = "vector", activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor neighbour(Tensor turned);
}

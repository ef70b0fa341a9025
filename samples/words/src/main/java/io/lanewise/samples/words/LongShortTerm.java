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
import io.lanewise.annotations.layers.Lstm;

/** The same with a cell that forgets only what it chooses to. */
@Model
interface LongShortTerm {
    @Input(shape = Sequences.STEPS, axis = "letters", type = INT)
    Tensor letters();

    @Embedding(inputDim = Letters.COUNT, outputDim = 32)
    Tensor vectors(Tensor letters);

    @Lstm(units = 128, returnSequences = true)
    Tensor states(Tensor vectors);

    @Dense(units = Letters.COUNT, activation = SOFTMAX)
    @Loss(value = CROSS_ENTROPY, ignoreIndex = Sequences.NOTHING)
    Tensor next(Tensor states);
}

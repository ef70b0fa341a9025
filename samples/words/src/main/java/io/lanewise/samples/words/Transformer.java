package io.lanewise.samples.words;

import static io.lanewise.annotations.Activation.GELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.DataType.INT;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Dropout;
import io.lanewise.annotations.layers.Embedding;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.MultiHeadAttention;
import io.lanewise.annotations.layers.PositionEmbedding;

/** A small masked transformer: each letter looks back at those before it. */
@Model
interface Transformer {
    @Input(shape = Sequences.STEPS, axis = "letters", type = INT)
    Tensor letters();

    @Embedding(inputDim = Letters.COUNT, outputDim = 64)
    Tensor vectors(Tensor letters);

    @PositionEmbedding
    Tensor placed(Tensor vectors);

    @Apply(LookingBack.class)
    @Repeat(3)
    Tensor blocks(@From("placed") Tensor x);

    @LayerNormalization
    Tensor normed(Tensor blocks);

    @Dense(units = Letters.COUNT, activation = SOFTMAX)
    @Loss(value = CROSS_ENTROPY, ignoreIndex = Sequences.NOTHING)
    Tensor next(Tensor normed);

    /** Attention and a network for each letter, each added to what it read. */
    @Block
    interface LookingBack {
        @Input
        Tensor x();

        @LayerNormalization
        Tensor calm(Tensor x);

        @MultiHeadAttention(heads = 4, causal = true)
        Tensor attended(Tensor calm);

        @Dropout(rate = 0.1f)
        Tensor someAttended(Tensor attended);

        @Add
        Tensor looked(Tensor x, Tensor someAttended);

        @LayerNormalization
        Tensor calmAgain(Tensor looked);

        @Dense(units = 256, activation = GELU)
        Tensor wide(Tensor calmAgain);

        @Dense(units = 64)
        Tensor narrow(Tensor wide);

        @Dropout(rate = 0.1f)
        Tensor someNarrow(Tensor narrow);

        @Add
        Tensor y(Tensor looked, Tensor someNarrow);
    }
}

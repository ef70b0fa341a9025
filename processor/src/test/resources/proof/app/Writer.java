package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Writes token after token: repeated blocks of causal attention, with a tied output. */
@Model(decode = "time", recompute = true)
public interface Writer {
    @Input(shape = 0, axis = "time", max = 80, type = DataType.INT)
    Tensor tokens();

    @Embedding(inputDim = 23, outputDim = 24)
    Tensor words(Tensor tokens);

    @PositionEmbedding
    Tensor placed(Tensor words);

    @Dropout(rate = 0.1f)
    Tensor dropped(Tensor placed);

    @Apply(Layer.class)
    @Repeat(3)
    Tensor hidden(Tensor dropped);

    @LayerNormalization
    Tensor normal(Tensor hidden);

    @Dense(units = 23, tiedTo = "words", activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor next(Tensor normal);

    /** A layer of it. */
    @Block
    interface Layer {
        @Input
        Tensor x();

        @LayerNormalization
        Tensor first(Tensor x);

        @MultiHeadAttention(heads = 3, causal = true, dropout = 0.1f)
        Tensor attended(Tensor first);

        @Add
        Tensor sum(Tensor x, Tensor attended);

        @LayerNormalization
        Tensor second(Tensor sum);

        @Dense(units = 48, activation = GELU)
        Tensor wide(Tensor second);

        @Dense(units = 24)
        Tensor narrow(Tensor wide);

        @Add
        @Output
        Tensor y(Tensor sum, Tensor narrow);
    }
}

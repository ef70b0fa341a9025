package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Reads a page at once and writes token after token, with masks of both, by repeated blocks with attention to the page. */
@Model(decode = "time")
public interface Translator {
    @Input(shape = 0, axis = "time", max = 40, type = DataType.INT)
    Tensor tokens();

    @Input(shape = 0, axis = "time", max = 40)
    Tensor mask();

    @Input(shape = {0, 10}, axis = "source", max = 21)
    Tensor page();

    @Input(shape = 0, axis = "source", max = 21)
    Tensor present();

    @Dense(units = 16, activation = TANH)
    Tensor lines(Tensor page);

    @Gru(units = 16, returnSequences = true)
    Tensor read(Tensor lines);

    @MultiHeadAttention(heads = 2)
    @Output
    Tensor memory(@From("read") Tensor query, @From("present") Tensor mask);

    @Embedding(inputDim = 19, outputDim = 16)
    Tensor words(Tensor tokens);

    @PositionalEncoding
    Tensor placed(Tensor words);

    @Apply(Layer.class)
    @Repeat(2)
    Tensor hidden(@From("placed") Tensor x, Tensor memory, Tensor present, Tensor mask);

    @Attention(causal = true)
    Tensor mixed(@From("hidden") Tensor query);

    @Concatenate(axis = 2)
    Tensor both(Tensor mixed, Tensor hidden);

    @Activate(SILU)
    @Output
    Tensor sides(Tensor both);

    @Dense(units = 19, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor next(Tensor both);

    /** A layer of it. */
    @Block
    interface Layer {
        @Input
        Tensor x();

        @Input
        Tensor memory();

        @Input
        Tensor present();

        @Input
        Tensor mask();

        @MultiHeadAttention(heads = 2, causal = true)
        Tensor own(@From("x") Tensor query, Tensor mask);

        @Add
        Tensor sum(Tensor x, Tensor own);

        @RmsNormalization
        Tensor normal(Tensor sum);

        @MultiHeadAttention(heads = 4, keySize = 5, valueSize = 3)
        Tensor cross(@From("normal") Tensor query, @From("memory") Tensor key, @From("present") Tensor mask);

        @Add
        @Output
        Tensor y(Tensor normal, Tensor cross);
    }
}

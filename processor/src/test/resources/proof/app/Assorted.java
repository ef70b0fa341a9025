package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Steps of numbers, a memory of fixed size, blocks in blocks, and layers that turn, cut and join what each step has. */
@Model(decode = "time")
public interface Assorted {
    @Input(shape = {0, 6}, axis = "time", max = 37)
    Tensor x();

    @Input(shape = {4, 7})
    Tensor facts();

    @Input(shape = 0, axis = "time", max = 37)
    Tensor mask();

    @Dense(units = 9)
    Tensor wide(Tensor x);

    @RmsNormalization
    Tensor normal(Tensor wide);

    @Dense(units = 8)
    Tensor start(Tensor normal);

    @Apply(Outer.class)
    @Repeat(2)
    Tensor hidden(@From("start") Tensor x, Tensor facts);

    @MultiHeadAttention(heads = 1, causal = true)
    Tensor one(@From("hidden") Tensor query, @From("start") Tensor key, @From("hidden") Tensor value, Tensor mask);

    @Permute(dims = {2, 1})
    Tensor turned(Tensor one);

    @Activate(TANH)
    Tensor bent(Tensor turned);

    @Permute(dims = {2, 1})
    Tensor back(Tensor bent);

    @Rescaling(scale = 0.5f)
    Tensor part(Tensor back);

    @Softmax
    Tensor shares(Tensor part);

    @Concatenate
    Tensor joined(Tensor shares, Tensor back);

    @Attention(causal = true, scale = 0.3f)
    Tensor own(@From("back") Tensor query, @From("back") Tensor key, @From("joined") Tensor value, Tensor mask);

    @Activate(SILU)
    @Loss(MEAN_SQUARED)
    Tensor y(Tensor own);

    /** A block with a block. */
    @Block
    interface Outer {
        @Input
        Tensor x();

        @Input
        Tensor facts();

        @PositionEmbedding
        Tensor placed(Tensor x);

        @Apply(Inner.class)
        @Repeat(3)
        Tensor inner(@From("placed") Tensor x, Tensor facts);

        @Add
        @Output
        Tensor sum(Tensor x, Tensor inner);
    }

    /** A block in a block. */
    @Block
    interface Inner {
        @Input
        Tensor x();

        @Input
        Tensor facts();

        @MultiHeadAttention(heads = 2)
        Tensor cross(@From("x") Tensor query, @From("facts") Tensor key);

        @MultiHeadAttention(heads = 2, causal = true)
        Tensor own(Tensor x);

        @Average
        @Output
        Tensor mean(Tensor cross, Tensor own);
    }
}

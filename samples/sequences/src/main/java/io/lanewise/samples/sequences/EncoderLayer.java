package io.lanewise.samples.sequences;

import static io.lanewise.annotations.Activation.RELU;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.MultiHeadAttention;

/** Each step looks at all that are there, then thinks by itself; both are added to what was there before. */
@Block
interface EncoderLayer {
    @Input
    Tensor x();

    /** 1 for the steps that are there, 0 for those behind the end. */
    @Input
    Tensor mask();

    @LayerNormalization
    Tensor calm(Tensor x);

    @MultiHeadAttention(heads = 4)
    Tensor attention(Tensor calm, Tensor mask);

    @Add
    Tensor attended(Tensor x, Tensor attention);

    @LayerNormalization
    Tensor calmAgain(Tensor attended);

    @Dense(units = 4 * Reverser.WIDTH, activation = RELU)
    Tensor wide(Tensor calmAgain);

    @Dense(units = Reverser.WIDTH)
    Tensor narrow(Tensor wide);

    @Add
    Tensor y(Tensor attended, Tensor narrow);
}

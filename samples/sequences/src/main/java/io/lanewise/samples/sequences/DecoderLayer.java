package io.lanewise.samples.sequences;

import static io.lanewise.annotations.Activation.RELU;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.MultiHeadAttention;

/** Each step looks back at what was written before it, then at all that was read, then thinks by itself. */
@Block
interface DecoderLayer {
    @Input
    Tensor x();

    /** What the encoder made of what was read. */
    @Input
    Tensor memory();

    /** 1 for the steps of the memory that are there, 0 for those behind the end. */
    @Input
    Tensor mask();

    @LayerNormalization
    Tensor calm(Tensor x);

    @MultiHeadAttention(heads = 4, causal = true)
    Tensor attention(Tensor calm);

    @Add
    Tensor looked(Tensor x, Tensor attention);

    @LayerNormalization
    Tensor calmAgain(Tensor looked);

    @MultiHeadAttention(heads = 4)
    Tensor crossAttention(@From("calmAgain") Tensor query, @From("memory") Tensor key, Tensor mask);

    @Add
    Tensor compared(Tensor looked, Tensor crossAttention);

    @LayerNormalization
    Tensor calmAtLast(Tensor compared);

    @Dense(units = 4 * Reverser.WIDTH, activation = RELU)
    Tensor wide(Tensor calmAtLast);

    @Dense(units = Reverser.WIDTH)
    Tensor narrow(Tensor wide);

    @Add
    Tensor y(Tensor compared, Tensor narrow);
}

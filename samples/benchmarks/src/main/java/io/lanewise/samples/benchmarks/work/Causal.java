package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.GELU;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.MultiHeadAttention;

/** Attention to the tokens so far and a net for each token, each of what is normalised, and added to it (Radford et al. 2019). */
@Block
public interface Causal {
    @Input
    Tensor x();

    @LayerNormalization
    Tensor first(Tensor x);

    @MultiHeadAttention(heads = Text.HEADS, causal = true)
    Tensor attended(Tensor first);

    @Add
    Tensor sum(Tensor x, Tensor attended);

    @LayerNormalization
    Tensor second(Tensor sum);

    @Dense(units = Text.INNER, activation = GELU)
    Tensor wide(Tensor second);

    @Dense(units = Text.SIZE)
    Tensor narrow(Tensor wide);

    @Add
    @Output
    Tensor result(Tensor sum, Tensor narrow);
}

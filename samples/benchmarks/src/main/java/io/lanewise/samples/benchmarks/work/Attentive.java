package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.GELU;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.MultiHeadAttention;

/** Attention and a net for each token, each added to what it read and normalised (Devlin et al. 2019). */
@Block
public interface Attentive {
    int heads();

    int inner();

    int size();

    @Input
    Tensor x();

    @MultiHeadAttention
    Tensor attended(Tensor x, @From("heads") int heads);

    @Add
    Tensor seen(Tensor x, Tensor attended);

    @LayerNormalization
    Tensor calm(Tensor seen);

    @Dense(activation = GELU)
    Tensor wide(Tensor calm, @From("inner") int units);

    @Dense
    Tensor narrow(Tensor wide, @From("size") int units);

    @Add
    Tensor sum(Tensor calm, Tensor narrow);

    @LayerNormalization
    @Output
    Tensor result(Tensor sum);
}

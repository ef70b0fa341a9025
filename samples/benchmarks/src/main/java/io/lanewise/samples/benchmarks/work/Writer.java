package io.lanewise.samples.benchmarks.work;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.DataType;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Embedding;
import io.lanewise.annotations.layers.LayerNormalization;
import io.lanewise.annotations.layers.PositionEmbedding;

/** Six blocks of 384 that tell what token comes next: the logits of 512. */
@Model(decode = "time")
public interface Writer {
    @Input(shape = 0, axis = "time", max = Text.LONGEST, type = DataType.INT)
    Tensor tokens();

    @Embedding(inputDim = Text.TOKENS, outputDim = Text.SIZE)
    Tensor words(Tensor tokens);

    @PositionEmbedding
    Tensor placed(Tensor words);

    @Apply(Causal.class)
    @Repeat(6)
    Tensor hidden(Tensor placed);

    @LayerNormalization
    Tensor calm(Tensor hidden);

    @Dense(units = Text.TOKENS)
    @Output
    Tensor y(Tensor calm);
}

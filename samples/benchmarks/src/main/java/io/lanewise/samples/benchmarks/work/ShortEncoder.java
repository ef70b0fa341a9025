package io.lanewise.samples.benchmarks.work;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;

/** {@link Encoder} over 16 tokens. */
@Model
public interface ShortEncoder {
    @Input(
            shape = {16, 384},
            axis = "tokens")
    Tensor x();

    @Apply(value = Attentive.class, with = "heads = 12, inner = 1536, size = 384")
    @Repeat(6)
    @Output
    Tensor y(Tensor x);
}

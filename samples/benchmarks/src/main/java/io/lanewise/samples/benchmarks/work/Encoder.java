package io.lanewise.samples.benchmarks.work;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;

/** Six blocks of 384, as all-MiniLM-L6-v2 has them, over 128 tokens that are vectors already. */
@Model
public interface Encoder {
    @Input(
            shape = {128, 384},
            axis = "tokens")
    Tensor x();

    @Apply(value = Attentive.class, with = "heads = 12, inner = 1536, size = 384")
    @Repeat(6)
    @Output
    Tensor y(Tensor x);
}

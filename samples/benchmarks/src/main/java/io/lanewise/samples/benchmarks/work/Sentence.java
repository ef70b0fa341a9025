package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;

/** One block of 128 over 64 tokens that are vectors already, trained to make vectors that are known. */
@Model
public interface Sentence {
    @Input(
            shape = {64, 128},
            axis = "tokens")
    Tensor x();

    @Apply(value = Attentive.class, with = "heads = 4, inner = 512, size = 128")
    @Loss(MEAN_SQUARED)
    Tensor y(Tensor x);
}

package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** 512-1024-1024-512, whose 8 MB of weights live in the last-level cache: almost all of it is matrix product. */
@Model
public interface Wide {
    @Input(shape = 512)
    Tensor x();

    @Dense(units = 1024, activation = RELU)
    Tensor first(Tensor x);

    @Dense(units = 1024, activation = RELU)
    Tensor second(Tensor first);

    @Dense(units = 512)
    @Output
    Tensor y(Tensor second);
}

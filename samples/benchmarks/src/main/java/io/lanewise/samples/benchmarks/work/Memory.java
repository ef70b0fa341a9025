package io.lanewise.samples.benchmarks.work;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Lstm;

/** An LSTM 32→64 over 100 steps, and its last state: 200 products, one after the other. */
@Model
public interface Memory {
    @Input(shape = {100, 32})
    Tensor x();

    @Lstm(units = 64)
    @Output
    Tensor y(Tensor x);
}

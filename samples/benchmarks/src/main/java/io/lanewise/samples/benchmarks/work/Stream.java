package io.lanewise.samples.benchmarks.work;

import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Gru;

/** One step of a GRU of 64 units, as a stream takes it: a state in, a state out. */
@Model
public interface Stream {
    @Input(shape = {1, 64})
    Tensor x();

    @Input(shape = 64)
    Tensor state();

    @Gru(units = 64)
    @Output
    Tensor y(Tensor x, @From("state") Tensor initialState);
}

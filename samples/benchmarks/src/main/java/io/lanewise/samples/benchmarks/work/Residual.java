package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Padding.SAME;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;

/** Two convolutions, added to what they read. */
@Block
public interface Residual {
    int width();

    @Input
    Tensor x();

    @Conv2D(kernelSize = 3, padding = SAME, useBias = false)
    Tensor first(Tensor x, @From("width") int filters);

    @BatchNormalization
    Tensor firstNormed(Tensor first);

    @Activate(RELU)
    Tensor inner(Tensor firstNormed);

    @Conv2D(kernelSize = 3, padding = SAME, useBias = false)
    Tensor second(Tensor inner, @From("width") int filters);

    @BatchNormalization
    Tensor secondNormed(Tensor second);

    @Add
    Tensor sum(Tensor x, Tensor secondNormed);

    @Activate(RELU)
    @Output
    Tensor result(Tensor sum);
}

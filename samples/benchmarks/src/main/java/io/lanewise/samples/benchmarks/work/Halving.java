package io.lanewise.samples.benchmarks.work;

import static io.lanewise.annotations.Activation.RELU;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Padding;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;

/** {@link Residual} that halves the image and doubles its channels, and projects what it read to that. */
@Block
public interface Halving {
    int width();

    @Input
    Tensor x();

    @Conv2D(kernelSize = 3, strides = 2, paddings = 1, useBias = false)
    Tensor first(Tensor x, @From("width") int filters);

    @BatchNormalization
    Tensor firstNormed(Tensor first);

    @Activate(RELU)
    Tensor inner(Tensor firstNormed);

    @Conv2D(kernelSize = 3, padding = Padding.SAME, useBias = false)
    Tensor second(Tensor inner, @From("width") int filters);

    @BatchNormalization
    Tensor secondNormed(Tensor second);

    @Conv2D(kernelSize = 1, strides = 2, useBias = false)
    Tensor projected(Tensor x, @From("width") int filters);

    @BatchNormalization
    Tensor projectedNormed(Tensor projected);

    @Add
    Tensor sum(Tensor projectedNormed, Tensor secondNormed);

    @Activate(RELU)
    @Output
    Tensor result(Tensor sum);
}

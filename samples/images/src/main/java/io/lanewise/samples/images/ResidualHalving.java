package io.lanewise.samples.images;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Initializer.HE_NORMAL;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;
import io.lanewise.annotations.layers.MaxPool2D;
import io.lanewise.annotations.layers.Pad;

/**
 * The same to half the height, half the width and twice the channels. What is added to f is every other pixel of every other row, with
 * channels of zeros behind its own: no parameters (option A of the paper).
 */
@Block
interface ResidualHalving {
    /** Channels of y. */
    int filters();

    /** Channels that y has and x has not. */
    int more();

    @Input
    Tensor x();

    @Conv2D(kernelSize = 3, strides = 2, paddings = 1, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv1(Tensor x, int filters);

    @BatchNormalization
    Tensor bn1(Tensor conv1);

    @Activate(RELU)
    Tensor relu(Tensor bn1);

    @Conv2D(kernelSize = 3, paddings = 1, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv2(Tensor relu, int filters);

    @BatchNormalization
    Tensor bn2(Tensor conv2);

    @MaxPool2D(value = 1, strides = 2)
    Tensor everyOther(Tensor x);

    @Pad
    Tensor wider(Tensor everyOther, @From("more") int after);

    @Add
    Tensor sum(Tensor wider, Tensor bn2);

    @Activate(RELU)
    Tensor y(Tensor sum);
}

package io.lanewise.samples.images;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Initializer.HE_NORMAL;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;

/** {@code y = relu(x + f(x))} with two normalised convolutions as f. */
@Block
interface Residual {
    /** Channels of x and y. */
    int filters();

    @Input
    Tensor x();

    @Conv2D(kernelSize = 3, paddings = 1, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv1(Tensor x, int filters);

    @BatchNormalization
    Tensor bn1(Tensor conv1);

    @Activate(RELU)
    Tensor relu(Tensor bn1);

    @Conv2D(kernelSize = 3, paddings = 1, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv2(Tensor relu, int filters);

    @BatchNormalization
    Tensor bn2(Tensor conv2);

    @Add
    Tensor sum(Tensor x, Tensor bn2);

    @Activate(RELU)
    Tensor y(Tensor sum);
}

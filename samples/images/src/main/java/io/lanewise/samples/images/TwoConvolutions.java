package io.lanewise.samples.images;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Initializer.HE_NORMAL;
import static io.lanewise.annotations.Padding.SAME;

import io.lanewise.annotations.Block;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;

/** Two convolutions, each normalised and cut off below 0. */
@Block
interface TwoConvolutions {
    /** Channels of y. */
    int filters();

    @Input
    Tensor x();

    @Conv2D(kernelSize = 3, padding = SAME, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv1(Tensor x, int filters);

    @BatchNormalization
    Tensor bn1(Tensor conv1);

    @Activate(RELU)
    Tensor relu(Tensor bn1);

    @Conv2D(kernelSize = 3, padding = SAME, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv2(Tensor relu, int filters);

    @BatchNormalization
    Tensor bn2(Tensor conv2);

    @Activate(RELU)
    Tensor y(Tensor bn2);
}

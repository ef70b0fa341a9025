package io.lanewise.samples.images;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.Initializer.HE_NORMAL;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.BatchNormalization;
import io.lanewise.annotations.layers.Conv2D;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.GlobalAveragePooling2D;

/**
 * The residual network of 20 layers for images of CIFAR-10's form: He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition
 * (2015), section 4.2.
 */
@Model
interface ResNet20 {
    @Input(shape = {32, 32, 3})
    Tensor image();

    @Conv2D(filters = 16, kernelSize = 3, paddings = 1, useBias = false, kernelInitializer = @Init(HE_NORMAL))
    Tensor conv1(Tensor image);

    @BatchNormalization
    Tensor bn1(Tensor conv1);

    @Activate(RELU)
    Tensor relu(Tensor bn1);

    @Apply(value = Residual.class, with = "filters = 16")
    @Repeat(3)
    Tensor fine(Tensor relu);

    @Apply(value = ResidualHalving.class, with = "filters = 32, more = 16")
    Tensor half(Tensor fine);

    @Apply(value = Residual.class, with = "filters = 32")
    @Repeat(2)
    Tensor middle(Tensor half);

    @Apply(value = ResidualHalving.class, with = "filters = 64, more = 32")
    Tensor quarter(Tensor middle);

    @Apply(value = Residual.class, with = "filters = 64")
    @Repeat(2)
    Tensor coarse(Tensor quarter);

    @GlobalAveragePooling2D
    Tensor features(Tensor coarse);

    /** The probability of each class. */
    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor features);
}

package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Every kernel of images: filters in pairs of panels and an odd one, groups, single channels, strides, borders. */
@Model
public interface Sight {
    @Input(shape = {9, 10, 3})
    Tensor image();

    @Conv2D(filters = 16, kernelSize = 3, padding = Padding.SAME, activation = RELU)
    Tensor edges(Tensor image);

    @Conv2D(filters = 40, kernelSize = 3, padding = Padding.SAME, activation = TANH)
    Tensor shapes(Tensor edges);

    @MaxPool2D(value = 3, strides = 2, paddings = 1)
    Tensor pooled(Tensor shapes);

    @DepthwiseConv2D(kernelSize = 3, padding = Padding.SAME)
    Tensor apart(Tensor pooled);

    @SpatialDropout2D(rate = 0.25f)
    Tensor dropped(Tensor apart);

    @Conv2D(filters = 10, kernelSize = 2, strides = 2, groups = 2, activation = SIGMOID)
    Tensor grouped(Tensor dropped);

    @Conv2DTranspose(filters = 7, kernelSize = 3, strides = 2, padding = Padding.SAME)
    Tensor large(Tensor grouped);

    @AveragePooling2D(value = 2, padding = Padding.SAME)
    Tensor mean(Tensor large);

    @Flatten
    Tensor features(Tensor mean);

    @Dense(units = 4, activation = SOFTMAX) @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor features);
}

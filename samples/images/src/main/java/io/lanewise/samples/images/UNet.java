package io.lanewise.samples.images;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Concatenate;
import io.lanewise.annotations.layers.Conv2D;
import io.lanewise.annotations.layers.Conv2DTranspose;
import io.lanewise.annotations.layers.MaxPool2D;

/**
 * A small U-Net: down to a quarter of the height and width to see what there is, and up again to say which pixels are of it, with what
 * was seen on the way down beside it. Ronneberger, Fischer and Brox, U-Net (2015), with normalisation.
 */
@Model
interface UNet {
    @Input(shape = {32, 32, 1})
    Tensor image();

    @Apply(value = TwoConvolutions.class, with = "filters = 8")
    Tensor fine(Tensor image);

    @MaxPool2D(2)
    Tensor half(Tensor fine);

    @Apply(value = TwoConvolutions.class, with = "filters = 16")
    Tensor middle(Tensor half);

    @MaxPool2D(2)
    Tensor quarter(Tensor middle);

    @Apply(value = TwoConvolutions.class, with = "filters = 32")
    Tensor coarse(Tensor quarter);

    @Conv2DTranspose(filters = 16, kernelSize = 2, strides = 2)
    Tensor coarseUp(Tensor coarse);

    @Concatenate
    Tensor middleBoth(Tensor middle, Tensor coarseUp);

    @Apply(value = TwoConvolutions.class, with = "filters = 16")
    Tensor middleAgain(Tensor middleBoth);

    @Conv2DTranspose(filters = 8, kernelSize = 2, strides = 2)
    Tensor middleUp(Tensor middleAgain);

    @Concatenate
    Tensor fineBoth(Tensor fine, Tensor middleUp);

    @Apply(value = TwoConvolutions.class, with = "filters = 8")
    Tensor fineAgain(Tensor fineBoth);

    /** How probable each pixel is to be of a disc. */
    @Conv2D(filters = 1, kernelSize = 1, activation = SIGMOID)
    @Loss(BINARY_CROSS_ENTROPY)
    Tensor disc(Tensor fineAgain);
}

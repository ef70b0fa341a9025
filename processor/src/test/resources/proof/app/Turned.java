package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Images of odd sizes cut and made larger, axes in another order, products of matrices, and a recurrence over their rows. */
@Model
public interface Turned {
    @Input(shape = {5, 6, 3})
    Tensor image();

    @SeparableConv2D(filters = 17, kernelSize = 3, depthMultiplier = 2, padding = Padding.SAME)
    Tensor seen(Tensor image);

    @PRelu
    Tensor bent(Tensor seen);

    @Cropping2D({1, 0, 0, 1})
    Tensor cropped(Tensor bent);

    @UpSampling2D({1, 2})
    Tensor wider(Tensor cropped);

    @SpatialDropout2D(rate = 0.25f)
    Tensor thinned(Tensor wider);

    @AveragePooling2D(value = {2, 3}, strides = {2, 3}, paddings = {0, 0, 1, 1})
    Tensor pooled(Tensor thinned);

    @Permute(dims = {2, 3, 1})
    Tensor turned(Tensor pooled);

    @MatMul(transposeFirst = true)
    Tensor squares(Tensor turned, @From("turned") Tensor again);

    @Reshape(shape = {4, 4})
    Tensor rows(Tensor squares);

    @SimpleRnn(units = 15, direction = Direction.BOTH, returnSequences = true)
    Tensor read(Tensor rows);

    @MatMul(transposeSecond = true)
    Tensor likeness(Tensor read, @From("read") Tensor again);

    @Sum(axis = 1)
    Tensor total(Tensor likeness);

    @Dense(units = 5, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor total);
}

package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW402_Windows {
    @Input(shape = {6, 6, 4}) Tensor x();

    // LW402: kernelSize must be one or two numbers of at least 1. It was [3, 0].
    @Conv2D(filters = 2, kernelSize = {3, 0}) Tensor a(Tensor x);

    // LW402: strides must be one or two numbers of at least 1. It was [1, 2, 3].
    @Conv2D(filters = 2, kernelSize = 3, strides = {1, 2, 3}) Tensor b(Tensor x);

    // LW402: groups must divide the channels and the filters. It was 3
    @Conv2D(filters = 6, kernelSize = 3, groups = 3) Tensor c(Tensor x);

    // LW402: paddings must be one, two or four numbers of at least 0. It was [1, 2, 3].
    @Conv2D(filters = 6, kernelSize = 3, paddings = {1, 2, 3}) Tensor d(Tensor x);

    // LW402: paddings stands in place of padding. Given were both
    @Conv2D(filters = 6, kernelSize = 3, padding = Padding.SAME, paddings = 1) Tensor e(Tensor x);

    // LW402: paddings of MaxPool2D must be smaller than the window.
    @MaxPool2D(value = 2, paddings = 2) Tensor f(Tensor x);

    // LW402: outputPadding must be less than the strides, and needs paddings.
    @Conv2DTranspose(filters = 2, kernelSize = 3, outputPadding = 1) Tensor g(Tensor x);

    // LW402: filters must be at least 1. It was -1.
    @Conv2D(filters = -1, kernelSize = 3) Tensor h(Tensor x);

    // LW402: rate must be in [0, 1). It was 1.0.
    @SpatialDropout2D(rate = 1) Tensor i(Tensor x);

    // LW402: value must be one or two numbers of at least 1. It was [0].
    @UpSampling2D(0) Tensor j(Tensor x);

    // LW402: value must be one, two or four numbers of at least 0. It was [-1].
    @ZeroPadding2D(-1) Tensor k(Tensor x);

    // LW309: The filters must have less than 2³¹ elements.
    @Conv2D(filters = 536870912, kernelSize = 1) Tensor l(Tensor x);

    // LW309: A line must have fewer than 2³¹ pixels.
    @UpSampling2D({2000000000, 1}) Tensor m(Tensor x);

    @Add @Loss(MEAN_SQUARED)
    Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g, Tensor h, Tensor i, Tensor j, Tensor k,
            Tensor l, Tensor m);
}

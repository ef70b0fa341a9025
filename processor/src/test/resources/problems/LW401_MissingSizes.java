package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW401_MissingSizes {
    @Input(shape = {6, 6, 4}) Tensor x();

    // LW401: Conv2D needs kernelSize.
    @Conv2D(filters = 2) Tensor a(Tensor x);

    // LW401: Conv2D needs filters, the channels of its result.
    @Conv2D(kernelSize = 3) Tensor b(Tensor x);

    // LW401: Cropping2D needs value.
    @Cropping2D({}) Tensor c(Tensor x);

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor a, Tensor b, Tensor c);
}

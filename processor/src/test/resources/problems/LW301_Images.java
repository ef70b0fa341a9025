package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW301_Images {
    @Input(shape = {6, 6}) Tensor x();

    @Input(shape = {6, 6, 4}) Tensor z();

    // LW301: Conv2D expects an image [height, width, channels] but 'x' is 6×6.
    @Conv2D(filters = 2, kernelSize = 3) Tensor a(Tensor x);

    // LW301: AveragePooling1D expects a sequence [steps, channels] but 'z' is 6×6×4.
    @AveragePooling1D Tensor b(Tensor z);

    // LW301: GlobalMaxPool2D expects an image [height, width, channels] but 'x' is 6×6.
    @GlobalMaxPool2D Tensor c(Tensor x);

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor a, Tensor b, Tensor c);
}

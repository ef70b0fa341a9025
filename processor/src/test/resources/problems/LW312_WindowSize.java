package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW312_WindowSize {
    @Input(shape = {4, 5, 3}) Tensor x();

    // LW312: The window does not fit into its input. It reaches over 5×3, and 'x' is 4×5×3
    @Conv2D(filters = 2, kernelSize = {5, 3}) Tensor a(Tensor x);

    // LW312: The window does not fit into its input. It reaches over 7×7
    @DepthwiseConv2D(kernelSize = 3, dilationRate = 3) Tensor b(Tensor x);

    // LW312: The window does not fit into its input. It reaches over 6×6
    @MaxPool2D(6) Tensor c(Tensor x);

    // LW312: The result must have at least one pixel, and fewer than 2³¹ a line. It would have 0×1
    @Cropping2D(2) Tensor d(Tensor x);

    // LW312: The result must have at least one pixel, and fewer than 2³¹ a line. It would have 0×1
    @Conv2DTranspose(filters = 2, kernelSize = 1, paddings = 2) Tensor e(Tensor x);

    @Flatten Tensor fa(Tensor a);

    @Flatten Tensor fb(Tensor b);

    @Flatten Tensor fc(Tensor c);

    @Flatten Tensor fd(Tensor d);

    @Flatten Tensor fe(Tensor e);

    @Concatenate @Loss(MEAN_SQUARED) Tensor y(Tensor fa, Tensor fb, Tensor fc, Tensor fd, Tensor fe);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW303_ReshapeSize {
    @Input(shape = {2, 3}) Tensor x();

    // LW303: 'x' is 2×3 = 6 elements (x 2×3) but the shape asked for has 8
    @Reshape(shape = {4, 2}) @Output Tensor a(Tensor x);

    // LW303: has 4 times a whole number
    @Reshape(shape = {4, -1}) @Output Tensor b(Tensor x);
}

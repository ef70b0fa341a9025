package p;

import static io.lanewise.annotations.Activation.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

// LW333: It was "time" but no input has such an axis. Name the axis of the inputs that grow, or declare it: @Input(
@Model(decode = "time")
interface LW333_DecodingFixed {
    @Input(shape = {20, 4}, axis = "time") Tensor x();

    @Activate(TANH) @Output Tensor y(Tensor x);
}

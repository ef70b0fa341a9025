package p;

import static io.lanewise.annotations.Activation.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

// LW333: decode names an axis of variable length. It was "steps" but there are 'time'.
@Model(decode = "steps")
interface LW333_DecodingAxis {
    @Input(shape = {0, 4}, axis = "time", max = 20) Tensor x();

    @Activate(TANH) @Output Tensor y(Tensor x);
}

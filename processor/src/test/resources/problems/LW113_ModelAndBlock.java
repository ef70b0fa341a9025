package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
@Block
// LW113: has @Model and @Block
interface LW113_ModelAndBlock {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW401_Missing {
    @Input(shape = 4) Tensor x();

    // LW401: Dense needs units
    @Dense @Output Tensor y(Tensor x);
}

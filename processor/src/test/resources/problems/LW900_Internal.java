package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW900: a fault inside
interface LW900_Internal {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

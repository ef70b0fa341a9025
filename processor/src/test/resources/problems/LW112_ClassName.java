package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

// LW112: It was "not a name"
@Model("not a name")
interface LW112_ClassName {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

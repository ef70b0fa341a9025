package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW107_ParameterType {
    @Input(shape = 4) Tensor x();

    // LW107: 'x' is float[]. Write Tensor x.
    @Dense(units = 3) @Output Tensor y(float[] x);
}

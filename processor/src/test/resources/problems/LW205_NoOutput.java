package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW205: No node of 'LW205_NoOutput' has @Loss or @Output
interface LW205_NoOutput {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) Tensor y(Tensor x);
}

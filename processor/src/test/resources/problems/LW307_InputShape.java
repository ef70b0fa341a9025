package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW307_InputShape {
    // LW307: It was not given
    @Input Tensor x();

    // LW307: It was [3, 0]
    @Input(shape = {3, 0}) Tensor z();

    @Add @Output Tensor y(Tensor x, Tensor z);
}

@Block
interface Shaped {
    // LW307: takes its shape from the place of use
    @Input(shape = 3) Tensor x();

    @Activate(RELU) Tensor y(Tensor x);
}

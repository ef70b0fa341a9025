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

    // LW307: The name is "the time"
    @Input(shape = {3, 2}, axis = "the time") Tensor v();

    @Add @Output Tensor y(Tensor x, Tensor z, Tensor v);
}

@Block
interface Shaped {
    // LW307: takes its shape from the place of use
    @Input(shape = 3) Tensor x();

    // LW307: takes its axes from the place of use. The axis time is given
    @Input(axis = "time") Tensor z();

    // LW307: holds what the node holds that is put there. The type INT is given
    @Input(type = DataType.INT) Tensor t();

    @Embedding(inputDim = 3, outputDim = 4) Tensor e(Tensor t);

    @Add Tensor y(Tensor x, Tensor z, Tensor e);
}

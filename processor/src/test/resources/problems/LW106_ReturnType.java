package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW106_ReturnType {
    @Input(shape = 4) Tensor x();

    // LW106: 'h' returns java.lang.String
    @Dense(units = 4) String h(Tensor x);

    // LW106: 'n' returns int
    @Dense(units = 4) int n(Tensor x);

    @Add @Output Tensor y(Tensor h, Tensor n);
}

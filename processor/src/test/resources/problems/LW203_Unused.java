package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW203_Unused {
    @Input(shape = 4) Tensor x();

    // LW203: Nothing reads 'h' and it is no output
    @Dense(units = 4) Tensor h(Tensor x);

    // LW203: Nothing reads 'z'
    @Input(shape = 2) Tensor z();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

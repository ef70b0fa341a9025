package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW202_Cycle {
    @Input(shape = 4) Tensor x();

    @Add Tensor a(Tensor x, Tensor c);

    // LW202: The cycle is a → b → c → a
    @Dense(units = 4) Tensor b(Tensor a);

    @Dense(units = 4) Tensor c(Tensor b);

    @Dense(units = 3) @Output Tensor y(Tensor c);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW202_Self {
    @Input(shape = 4) Tensor x();

    // LW202: 'a' reads itself: a → a
    @Add Tensor a(Tensor x, @From("a") Tensor again);

    @Dense(units = 3) @Output Tensor y(Tensor a);
}

package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW111_RepeatedWeight {
    @Input(shape = 4) Tensor x();

    // LW111: @Repeat has no meaning on a node without input. It stands on 'w'.
    @Weight(shape = 4) @Repeat(2) Tensor w();

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor x, Tensor w);
}

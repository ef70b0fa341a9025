package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW111_Frozen {
    // LW111: @Frozen has no meaning on an input. It stands on 'x'.
    @Input(shape = 4) @Frozen Tensor x();

    // LW111: @Frozen has no meaning on a node without parameters of its own. 'a' has none.
    @Dropout @Frozen Tensor a(Tensor x);

    @Dense(units = 4) @Frozen Tensor b(Tensor a);

    // LW111: 'c' uses those of another node. Put it on the node that owns them.
    @Dense(units = 4, sharedWith = "b") @Frozen Tensor c(Tensor b);

    @Weight(shape = 4) @Frozen Tensor w();

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor c, Tensor w);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW212: All parameters are frozen, so training has nothing to change. 'LW212_AllFrozen' has 12.
interface LW212_AllFrozen {
    @Input(shape = 3) Tensor x();

    @Dense(units = 3, useBias = false) @Frozen Tensor h(Tensor x);

    @Apply(Head.class) @Frozen @Loss(MEAN_SQUARED) Tensor y(Tensor h);

    @Block
    interface Head {
        @Input Tensor x();

        @Dense(units = 1, useBias = false) @Output Tensor y(Tensor x);
    }
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

class LW102_Private {
    @Model
    // LW102: Remove private.
    private interface Digits {
        @Input(shape = 4) Tensor x();

        @Dense(units = 3) @Output Tensor y(Tensor x);
    }
}

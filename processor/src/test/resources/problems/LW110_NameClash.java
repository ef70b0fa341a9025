package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW110_NameClash {
    @Input(shape = 4) Tensor x();

    // LW110: Rename the node, for example 'predictNode'
    @Dense(units = 3) @Output Tensor predict(Tensor x);
}

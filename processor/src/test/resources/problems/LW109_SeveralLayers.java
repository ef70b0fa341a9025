package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW109_SeveralLayers {
    @Input(shape = 4) Tensor x();

    @Dense(units = 4)
    // LW109: 'h' has @Dense and @Dropout. Make a node of each.
    @Dropout
    Tensor h(Tensor x);

    @Dense(units = 3) @Output Tensor y(Tensor h);
}

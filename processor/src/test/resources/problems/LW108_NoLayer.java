package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW108_NoLayer {
    @Input(shape = 4) Tensor x();

    // LW108: 'h' has none
    Tensor h(Tensor x);

    @Dense(units = 3) @Output Tensor y(Tensor h);
}

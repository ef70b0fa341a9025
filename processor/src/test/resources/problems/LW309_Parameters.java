package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW309_Parameters {
    @Input(shape = 100000) Tensor x();

    // LW309: of which 'h' has 10000100000
    @Dense(units = 100000) Tensor h(Tensor x);

    @Dense(units = 7) @Output Tensor y(Tensor h);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

// LW110: 'LW110_ClassExistsModel' exists already
@Model
interface LW110_ClassExists {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

class LW110_ClassExistsModel {}

@Block
// LW110: 'p.Kept_Block' exists already
interface Kept {
    @Input Tensor x();

    @Activate(RELU) Tensor y(Tensor x);
}

interface Kept_Block {}

@Model("Twin")
interface First {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

// LW110: 'Twin' exists already, or another model becomes it
@Model("Twin")
interface Second {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

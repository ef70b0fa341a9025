package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface Narrow {
    int width();

    @Input Tensor x();

    @Dense Tensor h(Tensor x, @From("width") int units);

    // LW402: rate must be in [0, 1). It was 2.0.
    @Dropout(rate = 2) Tensor y(Tensor h);
}

@Block
interface Wide {
    int width();

    @Input Tensor x();

    @Dense Tensor y(Tensor x, @From("width") int units);
}

@Model
interface LW402_InBlock {
    @Input(shape = 4) Tensor x();

    @Apply(value = Narrow.class, with = "width = 3") Tensor a(Tensor x);

    // LW402: In block Wide of 'y', at 'y': units must be at least 1. It was -1.
    @Apply(value = Wide.class, with = "width = -1") @Output Tensor y(Tensor x);

    @Activate(RELU) @Output Tensor z(Tensor a);
}

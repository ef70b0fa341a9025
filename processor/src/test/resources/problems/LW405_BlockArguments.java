package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface Wide {
    int width();

    float rate();

    @Input Tensor x();

    @Dense Tensor h(Tensor x, @From("width") int units);

    @Dropout Tensor y(Tensor h, float rate);
}

@Model
interface LW405_BlockArguments {
    @Input(shape = 4) Tensor x();

    // LW405: 'rate', 'width' are not given
    @Apply(Wide.class) Tensor a(Tensor x);

    // LW405: The block has no argument 'witdh'
    @Apply(value = Wide.class, with = "witdh = 3, rate = 0.1f") Tensor b(Tensor x);

    // LW405: Argument 'width' must be an int. It was 1.5.
    // LW405: 'rate' cannot be read
    @Apply(value = Wide.class, with = "width = 1.5, rate") Tensor c(Tensor x);

    // LW405: Argument 'width' must be given once
    @Apply(value = Wide.class, with = "width = 1, width = 2, rate = 0.5") Tensor d(Tensor x);

    @Add @Output Tensor y(Tensor a, Tensor b, Tensor c, Tensor d);
}

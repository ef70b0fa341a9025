package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW306_RepeatShape {
    @Input(shape = 4) Tensor x();

    // LW306: 'x' is 4 but 'y' is 3
    @Dense(units = 3) @Repeat(2) @Output Tensor y(Tensor x);
}

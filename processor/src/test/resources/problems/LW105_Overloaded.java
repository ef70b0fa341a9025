package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW105_Overloaded {
    @Input(shape = 4) Tensor x();

    @Dense(units = 4) Tensor h(Tensor x);

    // LW105: 'h' is declared more than once. Rename this method.
    @Add Tensor h(Tensor x, @From("h") Tensor more);

    @Dense(units = 3) @Output Tensor y(Tensor h);
}

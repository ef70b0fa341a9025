package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW302_ShapesDiffer {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) Tensor a(Tensor x);

    // LW302: 'x' is 4 (x 4) but 'a' is 3 (x 4 → a 3)
    @Add @Output Tensor sum(Tensor x, Tensor a);

    // LW302: Multiply expects nodes of one shape
    @Multiply @Output Tensor product(Tensor x, Tensor a);

    @Reshape(shape = {2, 2}) Tensor square(Tensor x);

    // LW302: agree in every axis but axis 1
    @Concatenate @Output Tensor joined(Tensor x, Tensor square);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW304_LossShape {
    @Input(shape = 4) Tensor x();

    // LW304: 'a' is 3 (x 4 → a 3) but 'x' is 4 (x 4)
    @Dense(units = 3) @Loss(value = MEAN_SQUARED, target = "x") Tensor a(Tensor x);

    // LW304: needs at least 2 classes
    @Dense(units = 1, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor b(Tensor x);
}

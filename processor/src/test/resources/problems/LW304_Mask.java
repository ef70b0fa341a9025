package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW304_Mask {
    @Input(shape = {5, 3}, axis = "time") Tensor x();

    @Input(shape = 3) Tensor short3();

    @Input(shape = {5, 3}, axis = "time") Tensor each();

    @Input(shape = 5) Tensor real();

    // LW304: A mask has one number for each position, a row of the last axis. 'a' is 5×2 (time)
    @Dense(units = 2) @Loss(value = MEAN_SQUARED, mask = "short3") Tensor a(Tensor x);

    // LW304: Give the mask the shape 5.
    @Dense(units = 3) @Loss(value = MEAN_SQUARED, mask = "each") Tensor b(Tensor x);

    @Dense(units = 3) @Loss(value = MEAN_SQUARED, mask = "real") Tensor c(Tensor x);

    // LW211: A node cannot be its own mask
    @Dense(units = 1) @Loss(value = MEAN_SQUARED, mask = "d") Tensor d(Tensor x);

    // LW201: No node is named 'rael'
    @Dense(units = 3) @Loss(value = MEAN_SQUARED, mask = "rael") Tensor e(Tensor x);
}

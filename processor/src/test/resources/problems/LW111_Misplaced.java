package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW111_Misplaced {
    // LW111: @Loss has no meaning on an input
    @Input(shape = 4) @Loss(MEAN_SQUARED) Tensor x();

    // LW111: An input reads nothing
    @Input(shape = 4) Tensor z(Tensor x);

    @Add @Output Tensor y(Tensor x, Tensor z);
}

@Block
interface Inside {
    // LW111: @Repeat has no meaning on an input
    @Input @Repeat(2) Tensor x();

    // LW111: @Output has no meaning on a block's argument
    @Output int units();

    // LW111: Put it on the node that applies the block
    @Dense @Loss(MEAN_SQUARED) Tensor y(Tensor x, int units);
}

@Block
interface Arguments {
    @Input Tensor x();

    // LW111: A block's argument has no layer. 'units' has @Dense
    @Dense(units = 3) int units();

    // LW111: A block's argument reads nothing
    float rate(Tensor x);

    @Dense Tensor h(Tensor x, int units);

    @Dropout Tensor y(Tensor h, float rate);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW204: has no node with @Input
interface LW204_NoInput {
    // LW108: 'y' has none
    @Output Tensor y();
}

@Block
// LW204: A block needs an input
interface Empty {
    // LW308: Activate takes exactly 1 input
    @Activate(RELU) Tensor y();
}

@Model
interface Uses {
    @Input(shape = 4) Tensor x();

    @Apply(Empty.class) @Output Tensor y(Tensor x);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface Sum {
    @Input Tensor left();

    @Input Tensor right();

    @Add Tensor sum(Tensor left, Tensor right);
}

@Model
interface LW308_InputCount {
    @Input(shape = 4) Tensor x();

    // LW308: Dense takes exactly 1 input. 'a' has 2.
    @Dense(units = 4) Tensor a(Tensor x, @From("x") Tensor again);

    // LW308: Add takes at least 2 inputs. 'b' has 1.
    @Add Tensor b(Tensor a);

    // LW308: Block Sum takes 2 inputs, 'left', 'right'. 'y' has 1.
    @Apply(Sum.class) @Output Tensor y(Tensor b);
}

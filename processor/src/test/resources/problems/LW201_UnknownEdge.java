package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW201_UnknownEdge {
    @Input(shape = 4) Tensor x();

    @Dense(units = 4) Tensor hidden(Tensor x);

    // LW201: No node is named 'hiden'. 'y' reads it. Did you mean 'hidden'?
    @Dense(units = 3) @Output Tensor y(Tensor hiden);

    // LW201: No node is named 'elsewhere'. 'z' reads it. Known are 'hidden', 'x', 'y', 'z'.
    @Dense(units = 3) @Output Tensor z(@From("elsewhere") Tensor input);
}

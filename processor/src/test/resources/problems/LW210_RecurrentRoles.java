package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW210_RecurrentRoles {
    @Input(shape = {4, 3}, axis = "time") Tensor x();

    @Input(shape = 3) Tensor start();

    // LW210: The parameters of Gru say by their names what they are: 'initialState', 'input', 'mask'. 'start' is none of them. Known are 'initialState', 'input', 'mask'. @From names the node that is read.
    @Gru(units = 3) @Output Tensor h(Tensor x, Tensor start);
}

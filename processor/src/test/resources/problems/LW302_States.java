package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW302_States {
    @Input(shape = {4, 3}, axis = "time") Tensor x();

    @Input(shape = 5) Tensor start();

    // LW302: initialState of 'h' is 10, the size of the state, but 'start' is 5 (start 5). Bring it to that shape.
    @Gru(units = 5, direction = Direction.BOTH) @Output Tensor h(Tensor x, @From("start") Tensor initialState);

    // LW302: mask of 'g' is 4, a number a step, but 'start' is 5 (start 5). Bring it to that shape.
    @Gru(units = 5) @Output Tensor g(Tensor x, @From("start") Tensor mask);

    // LW302: mask of 'p' is 4, a number a step, but 'start' is 5 (start 5). Bring it to that shape.
    @GlobalAveragePooling1D @Output Tensor p(@From("x") Tensor input, @From("start") Tensor mask);
}

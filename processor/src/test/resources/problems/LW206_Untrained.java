package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW206_Untrained {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor x);

    // LW206: 'side' has 10 numbers to train but no node with @Loss depends on it
    @Dense(units = 2) @Output Tensor side(Tensor x);
}

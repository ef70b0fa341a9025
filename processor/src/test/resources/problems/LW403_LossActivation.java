package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW403_LossActivation {
    @Input(shape = 4) Tensor x();

    // LW403: The values of 'a' may lie outside [0, 1]. Use the activation SOFTMAX.
    @Dense(units = 3) @Loss(CROSS_ENTROPY) Tensor a(Tensor x);

    // LW403: or the loss BINARY_CROSS_ENTROPY
    @Dense(units = 3, activation = SIGMOID) @Loss(CROSS_ENTROPY) Tensor b(Tensor x);

    // LW403: Use the activation SIGMOID.
    @Dense(units = 3, activation = TANH) @Loss(BINARY_CROSS_ENTROPY) Tensor c(Tensor x);
}

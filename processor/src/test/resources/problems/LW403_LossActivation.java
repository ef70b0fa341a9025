package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW403_LossActivation {
    @Input(shape = 4) Tensor x();

    // LW403: The values of 'a' may lie outside [0, 1]. Use the activation SOFTMAX, or fromLogits = true.
    @Dense(units = 3) @Loss(CROSS_ENTROPY) Tensor a(Tensor x);

    // LW403: or the loss BINARY_CROSS_ENTROPY
    @Dense(units = 3, activation = SIGMOID) @Loss(CROSS_ENTROPY) Tensor b(Tensor x);

    // LW403: Use the activation SIGMOID, or fromLogits = true.
    @Dense(units = 3, activation = TANH) @Loss(BINARY_CROSS_ENTROPY) Tensor c(Tensor x);

    // LW403: CROSS_ENTROPY from logits expects values before the activation
    @Dense(units = 3, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, fromLogits = true) Tensor d(Tensor x);

    // LW403: BINARY_CROSS_ENTROPY from logits expects values before the activation
    @Dense(units = 3, activation = SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, fromLogits = true) Tensor e(Tensor x);

    // LW403: KL_DIVERGENCE expects rows of probabilities
    @Dense(units = 3) @Loss(KL_DIVERGENCE) Tensor f(Tensor x);

    // LW403: POISSON expects rates of at least 0
    @Dense(units = 3) @Loss(POISSON) Tensor g(Tensor x);

    // LW403: BINARY_CROSS_ENTROPY expects probabilities
    @LogSoftmax @Loss(BINARY_CROSS_ENTROPY) Tensor h(Tensor x);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW403_Targets {
    @Input(shape = 4) Tensor x();

    @Dense(units = 4, activation = RELU) Tensor counts(Tensor x);

    @Dense(units = 4, activation = SIGMOID) Tensor chances(Tensor x);

    @Dense(units = 4) Tensor real(Tensor x);

    @Dense(units = 4, activation = LOG_SOFTMAX) Tensor logs(Tensor x);

    // LW403: BINARY_CROSS_ENTROPY expects probabilities as targets. The values of 'counts', the target of 'a',
    @Dense(units = 4, activation = SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, target = "counts") Tensor a(Tensor x);

    // LW403: Give that node the activation SOFTMAX
    @Softmax @Loss(value = CROSS_ENTROPY, labels = PROBABILITIES, target = "logs") Tensor b(Tensor x);

    // LW403: KL_DIVERGENCE expects probabilities as targets
    @Softmax @Loss(value = KL_DIVERGENCE, target = "real") Tensor c(Tensor x);

    // LW403: HINGE expects targets of -1 and 1. The values of 'chances', the target of 'd', are never below 0.
    @Dense(units = 4) @Loss(value = HINGE, target = "chances") Tensor d(Tensor x);

    // LW403: are never above 0
    @Dense(units = 4) @Loss(value = SQUARED_HINGE, target = "logs") Tensor e(Tensor x);

    // LW403: POISSON expects counts of at least 0 as targets
    @Dense(units = 4, activation = EXPONENTIAL) @Loss(value = POISSON, target = "real") Tensor f(Tensor x);

    @Dense(units = 4) @Loss(value = HINGE, target = "real") Tensor signs(Tensor x);

    @Dense(units = 4, activation = SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, target = "chances") Tensor g(Tensor x);

    @Dense(units = 4, activation = EXPONENTIAL) @Loss(value = POISSON, target = "counts") Tensor h(Tensor x);
}

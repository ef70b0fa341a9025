package app;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;

/** 784-128-10, the size of network that a cold start is measured by. */
@Model
public interface Numeral {
    @Input(shape = 784)
    Tensor image();

    @Dense(units = 128, activation = RELU)
    Tensor hidden(Tensor image);

    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor digit(Tensor hidden);
}

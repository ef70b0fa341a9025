package app;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Flatten;

/** The network of {@code src/test/python/checkpoint.py}: a flattened image, whose order on disk is PyTorch's. */
@Model
public interface Photo {
    @Input(shape = {3, 4, 2})
    Tensor image();

    @Flatten
    Tensor features(Tensor image);

    @Dense(units = 5, activation = RELU)
    Tensor hidden(Tensor features);

    @Dense(units = 3, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor hidden);
}

package app;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Dropout;

/** Little to compute for many numbers of an example, so that reading is most of the work. */
@Model
public interface Broad {
    @Input(shape = 301)
    Tensor measured();

    @Dense(units = 17, activation = RELU)
    Tensor hidden(Tensor measured);

    @Dropout(rate = 0.25f)
    Tensor dropped(Tensor hidden);

    @Dense(units = 3, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor dropped);
}

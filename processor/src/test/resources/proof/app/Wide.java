package app;

import static io.lanewise.annotations.Activation.GELU;
import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;
import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Repeat;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Concatenate;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Dropout;
import io.lanewise.annotations.layers.Gru;
import io.lanewise.annotations.layers.Multiply;
import io.lanewise.annotations.layers.Reshape;

/** Two inputs, two losses, tied weights, dropout, a recurrent layer and a repeated block, in sizes beside the vectors' own. */
@Model
interface Wide {
    @Input(shape = 19)
    Tensor left();

    @Input(shape = 14)
    Tensor right();

    @Concatenate
    Tensor both(Tensor left, Tensor right);

    @Dense(units = 47, activation = RELU)
    Tensor first(Tensor both);

    @Dropout(rate = 0.25f)
    Tensor dropped(Tensor first);

    @Reshape(shape = {2, 7})
    Tensor turns(@From("right") Tensor x);

    @Gru(units = 47)
    Tensor told(Tensor turns);

    @Add
    Tensor joined(Tensor dropped, Tensor told);

    @Apply(value = Step.class, with = "width = 47")
    @Repeat(3)
    Tensor steps(Tensor joined);

    @Dense(units = 33, tiedTo = "first")
    @Loss(value = MEAN_SQUARED, weight = 0.5f)
    Tensor again(Tensor steps);

    @Dense(units = 5, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor steps);

    /** x + x · gelu(dense x). */
    @Block
    interface Step {
        @Input
        Tensor x();

        int width();

        @Dense(activation = GELU)
        Tensor inner(Tensor x, @From("width") int units);

        @Multiply
        Tensor scaled(Tensor x, Tensor inner);

        @Add
        Tensor sum(Tensor x, Tensor scaled);
    }
}

package app;

import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.From;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.MultiHeadAttention;

/** Attention to so many steps that their scores are computed by blocks: causal, with a mask, of odd sizes, and to a long page. */
@Model
public interface Reader {
    @Input(
            shape = {67, 6},
            axis = "time")
    Tensor x();

    @Input(shape = 67)
    Tensor mask();

    @Input(shape = {301, 5})
    Tensor page();

    @MultiHeadAttention(heads = 2, keySize = 5, causal = true)
    Tensor own(@From("x") Tensor query, Tensor mask);

    @Add
    Tensor sum(Tensor x, Tensor own);

    @MultiHeadAttention(heads = 1, keySize = 17, valueSize = 3)
    Tensor read(@From("sum") Tensor query, @From("page") Tensor key);

    @Dense(units = 2, activation = TANH)
    @Loss(MEAN_SQUARED)
    Tensor y(Tensor read);
}

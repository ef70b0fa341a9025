package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Inputs of integers as targets of classes. */
@Model
interface LW304_Classes {
    @Input(shape = {5, 3}, axis = "time") Tensor x();

    @Input(shape = 5, axis = "time", type = INT) Tensor k();

    @Input(shape = 4, axis = "other", type = INT) Tensor other();

    @Dense(units = 7, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, target = "k") Tensor fine(Tensor x);

    // LW304: A target of classes has one integer for each position, a row of the last axis. 'a' is 5×7 (time)
    @Dense(units = 7, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, target = "other") Tensor a(Tensor x);

    // LW402: ignoreIndex must be one of the integers of 'k', from 0 to 6. It was -100.
    @Dense(units = 7, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, target = "k", ignoreIndex = -100) Tensor b(Tensor x);

    // LW331: A target must hold numbers. 'k' is an input of integers.
    @Dense(units = 7, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, labels = Labels.PROBABILITIES, target = "k") Tensor c(Tensor x);
}

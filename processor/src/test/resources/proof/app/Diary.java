package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** An LSTM alone, whose cell is the largest kernel of two loops. */
@Model
public interface Diary {
    @Input(shape = {3, 32})
    Tensor days();

    @Lstm(units = 64)
    Tensor read(Tensor days);

    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor mood(Tensor read);
}

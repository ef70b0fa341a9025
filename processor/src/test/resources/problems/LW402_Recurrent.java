package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW402_Recurrent {
    @Input(shape = {4, 3}, axis = "time") Tensor x();

    // LW401: Lstm needs units, the size of its state. None was given. Write @Lstm(units = …).
    @Lstm @Output Tensor a(Tensor x);

    // LW402: units must be at least 1. It was -2. Give the size of its state.
    @Gru(units = -2) @Output Tensor b(Tensor x);

    // LW402: activation of a recurrent layer acts on each element by itself. It was SOFTMAX, which looks along the row. Choose TANH or SIGMOID, or put @Softmax behind the layer.
    @SimpleRnn(units = 2, activation = SOFTMAX) @Output Tensor c(Tensor x);

    // LW402: recurrentActivation of a recurrent layer acts on each element by itself. It was LOG_SOFTMAX, which looks along the row. Choose TANH or SIGMOID, or put @Softmax behind the layer.
    @Lstm(units = 2, recurrentActivation = LOG_SOFTMAX) @Output Tensor d(Tensor x);

    // LW402: ORTHOGONAL makes matrices, but biasInitializer is of a vector. It was given for 'e'. Use ZEROS, CONSTANT, UNIFORM or NORMAL.
    @Gru(units = 2, biasInitializer = @Init(Initializer.ORTHOGONAL)) @Output Tensor e(Tensor x);

    // LW402: l2 must be a finite number of at least 0. It was -1.0. Give a factor such as 0.01f.
    @Gru(units = 2, recurrentRegularizer = @Regularizer(l2 = -1)) @Output Tensor f(Tensor x);

    // LW402: value must be finite, for a step is compared with it. It was NaN. Give the number that stands in padding, such as 0.
    @Masking(value = Float.NaN) @Output Tensor g(Tensor x);
}

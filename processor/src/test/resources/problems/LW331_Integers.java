package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW331_Integers {
    @Input(shape = 3, type = INT) Tensor t();

    @Input(shape = 3) Tensor x();

    // LW331: Dense computes with numbers but 't' is an input of integers. Put @Embedding between 't' and 'h'
    @Dense(units = 4) Tensor h(Tensor t);

    // LW331: Embedding reads integers but 'x' holds numbers. Declare an input of integers
    @Embedding(inputDim = 3, outputDim = 4) Tensor e(Tensor x);

    @Embedding(inputDim = 3, outputDim = 4) Tensor f(Tensor t);

    // LW331: A target must hold numbers. 't' is an input of integers
    @Dense(units = 3) @Loss(value = MEAN_SQUARED, target = "t") Tensor z(Tensor x);

    // LW331: A target must hold numbers. 't' is an input of integers
    @Activate(TANH) @Loss(value = HINGE, target = "t") Tensor w(Tensor x);

    @Add @Output Tensor y(Tensor h, Tensor e, Tensor f);
}

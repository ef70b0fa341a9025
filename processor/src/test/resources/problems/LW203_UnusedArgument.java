package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface LW203_UnusedArgument {
    // LW203: A argument must be of use
    int units();

    @Input Tensor x();

    @Activate(RELU) Tensor y(Tensor x);
}

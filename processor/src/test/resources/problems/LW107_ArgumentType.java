package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface LW107_ArgumentType {
    int units();

    @Input Tensor x();

    // LW107: 'units' is an int but the parameter is a float. Change the parameter's type to an int.
    @Dense Tensor y(Tensor x, float units);
}

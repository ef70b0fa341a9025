package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW211_Target {
    @Input(shape = 4) Tensor x();

    // LW211: cannot be its own target
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, target = "a") Tensor a(Tensor x);

    // LW211: Class indices are integers. The target 'x' holds floats.
    @Softmax @Loss(value = CROSS_ENTROPY, target = "x") Tensor b(Tensor a);

    // LW211: VALUE minimises the node itself
    @Dense(units = 4) @Loss(value = VALUE, target = "x") Tensor c(Tensor x);
}

package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW332_VariableClasses {
    @Input(shape = 0, axis = "time", max = 20) Tensor row();

    // LW332: cannot be that of the classes
    @Softmax @Loss(CROSS_ENTROPY) Tensor s(Tensor row);
}

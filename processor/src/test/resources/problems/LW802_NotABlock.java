package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW802_NotABlock {
    @Input(shape = 4) Tensor x();

    // LW802: 'java.lang.Runnable' has none
    @Apply(Runnable.class) @Output Tensor y(Tensor x);
}

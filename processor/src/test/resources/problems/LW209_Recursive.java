package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface LW209_Recursive {
    @Input Tensor x();

    // LW209: The path is LW209_Recursive → Other → LW209_Recursive
    @Apply(Other.class) Tensor y(Tensor x);
}

@Block
interface Other {
    @Input Tensor x();

    // LW209: The path is Other → LW209_Recursive → Other
    @Apply(LW209_Recursive.class) Tensor y(Tensor x);
}

@Model
interface Uses {
    @Input(shape = 3) Tensor x();

    @Apply(Other.class) @Output Tensor y(Tensor x);
}

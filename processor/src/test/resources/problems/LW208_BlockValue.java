package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
// LW208: Nothing reads 'a', 'b'. Put @Output
interface LW208_BlockValue {
    @Input Tensor x();

    @Activate(RELU) Tensor a(Tensor x);

    @Activate(TANH) Tensor b(Tensor x);
}

@Block
// LW208: @Output stands on 'a', 'b'
interface Two {
    @Input Tensor x();

    @Activate(RELU) @Output Tensor a(Tensor x);

    @Activate(TANH) @Output Tensor b(Tensor a);
}

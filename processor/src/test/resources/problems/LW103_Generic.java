package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW103: has T
interface LW103_Generic<T> {
    @Input(shape = 4) Tensor x();

    // LW103: A node has no type parameters
    @Dense(units = 3) @Output <U> Tensor y(Tensor x);
}

// options: -Xlint:none
package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW801: Add --add-modules jdk.incubator.vector to the compiler's arguments.
interface LW801_NoVectorModule {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

@SuppressWarnings("LW801")
@Model
interface Quiet {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) @Output Tensor y(Tensor x);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW404_Unsupported {
    @Input(shape = 4) Tensor x();

    @Dense(units = 4) @Repeat(3) Tensor a(Tensor x);

    // LW404: @Repeat stands on 'a'
    @Dense(units = 4, sharedWith = "a") @Output Tensor y(Tensor a);
}

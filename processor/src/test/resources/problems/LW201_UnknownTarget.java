package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW201_UnknownTarget {
    @Input(shape = 4) Tensor x();

    // LW201: It is the target of 'y'. Did you mean 'image'?
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, target = "imgae") Tensor y(Tensor image);

    @Dense(units = 4) Tensor image(Tensor x);

    // LW201: It is the sharedWith of 'z'
    @Dense(units = 4, sharedWith = "imaeg") @Output Tensor z(Tensor x);
}

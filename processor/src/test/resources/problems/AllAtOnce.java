package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface AllAtOnce {
    @Input(shape = {8, 8, 1}) Tensor image();

    // LW301: Put @Flatten between 'image' and 'hidden'
    @Dense(units = 32) Tensor hidden(Tensor image);

    @Flatten Tensor features(Tensor image);

    // LW402: rate must be in [0, 1)
    @Dropout(rate = 1.5f) Tensor dropped(Tensor features);

    // LW201: Did you mean 'dropped'?
    @Dense(units = 10, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor digit(Tensor droped);

    @Dense(units = 10) @Output Tensor other(Tensor hidden);
}

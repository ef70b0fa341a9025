package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW207_Sharing {
    @Input(shape = 4) Tensor x();

    // LW207: are of different ones
    @Dense(units = 4, sharedWith = "x") Tensor a(Tensor x);

    // LW207: Keep one of them.
    @Dense(units = 4, sharedWith = "a", tiedTo = "a") Tensor b(Tensor x);

    // LW207: round in a circle: c → e → d → c. Leave sharedWith out
    @Dense(units = 4, sharedWith = "e") Tensor c(Tensor x);

    @Dense(units = 4, tiedTo = "c") Tensor d(Tensor x);

    @Dense(units = 4, sharedWith = "d") Tensor e(Tensor x);

    @Dense(units = 4, sharedWith = "c") Tensor leadsThere(Tensor x);

    // LW207: round in a circle: itself → itself.
    @Dense(units = 4, tiedTo = "itself") Tensor itself(Tensor x);

    @Add @Output Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor leadsThere, Tensor itself);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW207_Tied {
    @Input(shape = 3, axis = "time", type = INT) Tensor t();

    @Embedding(inputDim = 5, outputDim = 4) Tensor e(Tensor t);

    // LW305: Shared parameters must have one shape. 'h' needs weight 4×6 (t 3 (time) → e 3×4 (time) → h 3×6 (time)) but 'e' has weight 5×4
    @Dense(units = 6, tiedTo = "e") Tensor h(Tensor e);

    // LW207: Parameters can be shared by nodes of one layer only. 'f' and 'h' are of different ones
    @Embedding(inputDim = 4, outputDim = 6, sharedWith = "h") Tensor f(Tensor t);

    @Add @Output Tensor y(Tensor h, Tensor f);
}

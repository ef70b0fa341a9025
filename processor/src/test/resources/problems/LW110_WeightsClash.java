package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW110_WeightsClash {
    @Input(shape = 4) Tensor x();

    @Input(shape = 4) Tensor yWeights();

    // LW110: The factors of 'y' are the argument 'yWeights'
    @Add @Loss(value = MEAN_SQUARED, sampleWeights = true) Tensor y(Tensor x, Tensor yWeights);
}

package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW401_MissingLayers {
    @Input(shape = 4) Tensor x();

    // LW401: Maxout needs units, the size of its output.
    @Maxout Tensor a(Tensor x);

    // LW401: GaussianNoise needs stddev
    @GaussianNoise Tensor b(Tensor x);

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor a, Tensor b);
}

package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW402_Layers {
    @Input(shape = 4) Tensor x();

    // LW402: pieces must be at least 2. It was 1.
    @Maxout(units = 4, pieces = 1) Tensor a(Tensor x);

    // LW402: stddev must be finite and above 0. It was -1.0.
    @GaussianNoise(stddev = -1) Tensor b(Tensor x);

    // LW402: scale must be a finite number. It was NaN.
    @Rescaling(scale = Float.NaN) Tensor c(Tensor x);

    // LW402: offset must be a finite number. It was Infinity.
    @Rescaling(offset = 1f / 0) Tensor d(Tensor x);

    // LW402: A weight needs a shape, each size at least 1. It was [].
    @Weight(shape = {}) Tensor e();

    // LW402: A weight needs a shape, each size at least 1. It was [2, 0].
    @Weight(shape = {2, 0}) Tensor f();

    // LW309: A weight must have less than 2³¹ elements.
    @Weight(shape = {65536, 65536}) Tensor g();

    // LW309: units · pieces must be less than 2³¹. It was 3000000000.
    @Maxout(units = 1000000000, pieces = 3) Tensor h(Tensor x);

    // LW402: scale of NORMAL must be a finite number of at least 0
    @Weight(shape = 4, initializer = @Init(value = Initializer.NORMAL, scale = -1)) Tensor i();

    @Add @Loss(MEAN_SQUARED)
    Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g, Tensor h, Tensor i);
}

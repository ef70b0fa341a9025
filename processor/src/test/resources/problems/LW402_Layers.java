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

    // LW402: axis names the first axis, that of a sequence's steps. The name is "two words". Write letters and digits
    @Reshape(shape = {2, 2}, axis = "two words") @Output Tensor j(Tensor x);

    // LW402: The name is "2x".
    @RepeatVector(n = 2, axis = "2x") @Output Tensor k(Tensor x);

    @Input(shape = {6, 4}, axis = "time") Tensor s();

    // LW402: One axis has one length. 'time' is 6 of 's' (s 6×4 (time)) but 3 of 'l'. Choose a name of its own
    @Reshape(shape = {3, 8}, axis = "time") @Output Tensor l(Tensor s);

    @Add @Loss(MEAN_SQUARED)
    Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g, Tensor h, Tensor i);
}

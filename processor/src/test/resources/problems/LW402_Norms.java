package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW402_Norms {
    @Input(shape = 6) Tensor x();

    @Input(shape = {2, 3, 6}) Tensor image();

    // LW402: epsilon must be finite and above 0. It was 0.0.
    @LayerNormalization(epsilon = 0) @Output Tensor a(Tensor x);

    // LW402: epsilon must be finite and above 0. It was NaN.
    @RmsNormalization(epsilon = Float.NaN) @Output Tensor b(Tensor x);

    // LW402: groups must be at least 1, or -1 for each channel by itself. It was 0.
    @GroupNormalization(groups = 0) @Output Tensor c(Tensor x);

    // LW402: groups must divide the channels, which are the last axis. 'image' is 2×3×6 (image 2×3×6) and groups is 4.
    @GroupNormalization(groups = 4) @Output Tensor d(Tensor image);

    // LW402: momentum must be in [0, 1]. It was 1.5.
    @BatchNormalization(momentum = 1.5f) @Output Tensor e(Tensor x);

    // LW402: IDENTITY makes matrices, but gammaInitializer is of a vector
    @BatchNormalization(gammaInitializer = @Init(Initializer.IDENTITY)) @Output Tensor f(Tensor x);

    // LW402: axis must name an axis of the node, from 1, or -1 for the last. 'x' is 6 (x 6) and axis was 2. Use 1 … 1.
    @Sum(axis = 2) @Output Tensor g(Tensor x);

    // LW402: axis must name each axis once. It was [3, -1] of 'image', which is 2×3×6.
    @Mean(axis = {3, -1}) @Output Tensor h(Tensor image);

    // LW401: RepeatVector needs n, the number of repetitions
    @RepeatVector @Output Tensor i(Tensor x);

    // LW402: n must be at least 1. It was -2.
    @RepeatVector(n = -2) @Output Tensor j(Tensor x);

    // LW301: RepeatVector expects a vector but 'image' is 2×3×6
    @RepeatVector(n = 2) @Output Tensor k(Tensor image);

    // LW402: start must be in the axis, from 0. It was 6, of an axis of 6 elements of 'x'
    @Slice(start = 6) @Output Tensor l(Tensor x);

    // LW402: size must be at least 1 and end in the axis. It was 3, of an axis of 3 elements of 'image'
    @Slice(axis = 2, start = 1, size = 3) @Output Tensor m(Tensor image);

    // LW402: before must be at least 0. It was -1.
    @Pad(before = -1) @Output Tensor n(Tensor x);

    // LW309: A node must have less than 2³¹ elements. 'image' is 2×3×6 and the padded axis would have 500000006
    @Pad(after = 500_000_000) @Output Tensor o(Tensor image);

    @Input(shape = {1, 2, 1, 2, 3}) Tensor deep();

    // LW301: Sum along some of the axes before the last takes 4 axes at most. 'deep' is 1×2×1×2×3
    @Sum(axis = 2) @Output Tensor q(Tensor deep);
}

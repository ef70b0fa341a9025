package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW402_Range {
    @Input(shape = 4) Tensor x();

    // LW402: units must be at least 1. It was -3.
    @Dense(units = -3) Tensor a(Tensor x);

    // LW402: rate must be in [0, 1). It was 1.0.
    @Dropout(rate = 1) Tensor b(Tensor x);

    // LW402: rate must be in [0, 1). It was NaN.
    @Dropout(rate = Float.NaN) Tensor bb(Tensor x);

    // LW402: axis must name an axis of the node, from 1, or -1 for the last. 'x' is 4 (x 4) and axis was 0. Use 1 … 1.
    @Concatenate(axis = 0) Tensor c(Tensor x, @From("x") Tensor again);

    // LW402: alpha has no meaning for RELU
    @Activate(value = RELU, alpha = 0.1f) Tensor d(Tensor x);

    // LW402: alpha must be a finite number
    @Activate(value = ELU, alpha = 1f / 0) Tensor e(Tensor x);

    // LW402: shape must be sizes of at least 1
    @Reshape(shape = {-1, -1}) Tensor f(Tensor x);

    // LW402: @Repeat needs a count of at least 1
    @Dense(units = 4) @Repeat(0) Tensor g(Tensor x);

    // LW402: scale of UNIFORM must be a finite number of at least 0
    @Dense(units = 4, kernelInitializer = @Init(value = Initializer.UNIFORM, scale = -1)) Tensor h(Tensor x);

    // LW402: IDENTITY makes matrices, but biasInitializer is of a vector
    @Dense(units = 4, biasInitializer = @Init(Initializer.IDENTITY)) Tensor k(Tensor x);

    // LW402: scale of ORTHOGONAL must be a finite number
    @Dense(units = 4, kernelInitializer = @Init(value = Initializer.ORTHOGONAL, scale = 1f / 0)) Tensor l(Tensor x);

    // LW402: alpha of CELU must be above 0
    @Activate(value = CELU, alpha = 0) Tensor m(Tensor x);

    // LW402: ORTHOGONAL makes matrices, but alphaInitializer is of a vector
    @PRelu(alphaInitializer = @Init(Initializer.ORTHOGONAL)) Tensor n(Tensor x);

    // LW402: weight must be finite and above 0
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, weight = 0) Tensor i(Tensor x);

    // LW402: labels has a meaning for CROSS_ENTROPY only
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, labels = PROBABILITIES) Tensor j(Tensor x);

    // LW402: delta has a meaning for HUBER only
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, delta = 2) Tensor o(Tensor x);

    // LW402: delta must be finite and above 0
    @Dense(units = 4) @Loss(value = HUBER, delta = 0) Tensor p(Tensor x);

    // LW402: labelSmoothing must be in [0, 1)
    @Softmax @Loss(value = CROSS_ENTROPY, labelSmoothing = 1) Tensor q(Tensor x);

    // LW402: labelSmoothing has a meaning for BINARY_CROSS_ENTROPY and CROSS_ENTROPY only
    @Dense(units = 4) @Loss(value = HINGE, labelSmoothing = 0.1f) Tensor r(Tensor x);

    // LW402: There are 2 but 's' has 4 classes
    @Softmax @Loss(value = CROSS_ENTROPY, classWeights = {1, 2}) Tensor s(Tensor x);

    // LW402: classWeights must be finite and at least 0
    @Softmax @Loss(value = CROSS_ENTROPY, classWeights = {1, 2, -1, 0}) Tensor t(Tensor x);

    // LW402: classWeights has a meaning for class labels only
    @Softmax @Loss(value = CROSS_ENTROPY, labels = PROBABILITIES, classWeights = {1, 2, 1, 0}) Tensor u(Tensor x);

    // LW402: fromLogits has a meaning for BINARY_CROSS_ENTROPY and CROSS_ENTROPY and KL_DIVERGENCE only
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, fromLogits = true) Tensor v(Tensor x);

    // LW402: ignoreIndex has a meaning for CROSS_ENTROPY only
    @Dense(units = 4) @Loss(value = MEAN_SQUARED, ignoreIndex = -100) Tensor w(Tensor x);

    // LW402: ignoreIndex has a meaning for class labels only
    @Softmax @Loss(value = CROSS_ENTROPY, labels = PROBABILITIES, ignoreIndex = 0) Tensor z(Tensor x);

    // LW402: ignoreIndex must be from -16777216 to 16777216
    @Softmax @Loss(value = CROSS_ENTROPY, ignoreIndex = 1 << 25) Tensor zz(Tensor x);

    @Add @Output Tensor y(Tensor a, Tensor b, Tensor bb, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g, Tensor h,
            Tensor k, Tensor l, Tensor m, Tensor n);
}

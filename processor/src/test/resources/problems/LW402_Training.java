package p;

import static io.lanewise.annotations.ConstraintKind.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW402_Training {
    @Input(shape = 4) Tensor x();

    // LW402: l1 must be a finite number of at least 0. It was -1.0.
    @Dense(units = 4, kernelRegularizer = @Regularizer(l1 = -1)) Tensor a(Tensor x);

    // LW402: l2 must be a finite number of at least 0. It was NaN.
    @Dense(units = 4, biasRegularizer = @Regularizer(l2 = Float.NaN)) Tensor b(Tensor x);

    // LW402: l2 must be a finite number of at least 0. It was Infinity.
    @Maxout(units = 4, activityRegularizer = @Regularizer(l2 = 1f / 0)) Tensor c(Tensor x);

    // LW402: maxValue must be finite and above 0. It was 0.0.
    @Dense(units = 4, kernelConstraint = @Constraint(value = MAX_NORM, maxValue = 0)) Tensor d(Tensor x);

    // LW402: maxValue has a meaning for MAX_NORM only. The constraint is UNIT_NORM.
    @Maxout(units = 4, biasConstraint = @Constraint(value = UNIT_NORM, maxValue = 3)) Tensor e(Tensor x);

    // LW402: l1 must be a finite number of at least 0. It was -0.5.
    @Weight(shape = 4, regularizer = @Regularizer(l1 = -0.5f)) Tensor f();

    // LW402: maxValue has a meaning for MAX_NORM only. The constraint is NONE.
    @Weight(shape = 4, constraint = @Constraint(maxValue = 1)) Tensor g();

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g);
}

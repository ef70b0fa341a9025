package p;

import static io.lanewise.annotations.ConstraintKind.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW207_Regularizer {
    @Input(shape = 4) Tensor x();

    @Dense(units = 4, kernelRegularizer = @Regularizer(l2 = 1)) Tensor a(Tensor x);

    // LW207: 'b' takes its weight from 'a'. Put it there.
    @Dense(units = 4, sharedWith = "a", kernelRegularizer = @Regularizer(l2 = 1)) Tensor b(Tensor a);

    // LW207: 'c' takes its weight from 'a'. Put it there.
    @Dense(units = 4, tiedTo = "a", biasRegularizer = @Regularizer(l2 = 1), kernelConstraint = @Constraint(NON_NEGATIVE))
    Tensor c(Tensor b);

    @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor y(Tensor c);
}

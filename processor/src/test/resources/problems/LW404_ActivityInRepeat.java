package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW404_ActivityInRepeat {
    @Input(shape = 4) Tensor x();

    // LW404: activityRegularizer has no place within @Repeat
    @Dense(units = 4, activityRegularizer = @Regularizer(l2 = 1)) @Repeat(2) Tensor a(Tensor x);

    // LW404: In block LW404_ActivityInRepeat.Inner of 'b': activityRegularizer has no place within @Repeat
    @Apply(Inner.class) @Repeat(2) Tensor b(Tensor a);

    @Apply(Inner.class) @Loss(MEAN_SQUARED) Tensor y(Tensor b);

    @Block
    interface Inner {
        @Input Tensor x();

        @Dense(units = 4, activityRegularizer = @Regularizer(l2 = 1)) Tensor inner(Tensor x);
    }
}

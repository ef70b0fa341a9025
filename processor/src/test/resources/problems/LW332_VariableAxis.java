package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW332_VariableAxis {
    @Input(shape = {0, 4}, axis = "time", max = 20) Tensor x();

    @Input(shape = {0, 4}, axis = "steps", max = 20) Tensor z();

    @Input(shape = 0, axis = "time", max = 20) Tensor row();

    // LW332: The axis 'time', whose length is known only in a call, cannot be an axis that @Flatten acts on. 'flat' would
    @Flatten Tensor flat(Tensor x);

    // LW332: cannot be the inputs of a trained matrix
    @Dense(units = 2) @Output Tensor d(Tensor row);

    // LW332: cannot be put behind others
    @Concatenate(axis = 1) Tensor c(Tensor x, @From("x") Tensor again);

    // LW332: cannot be joined with other axes
    @Reshape(shape = {10, 8}) Tensor r(Tensor x);

    // LW332: The axis 'time', whose length is known only in a call, cannot be called 'other'. 'o' would do that. Write axis = "time"
    @Reshape(shape = {20, 2, 2}, axis = "other") @Output Tensor o(Tensor x);

    @Reshape(shape = {20, 2, 2}, axis = "time") @Output Tensor q(Tensor x);

    @Dense(units = 3) @Output Tensor silent(Tensor flat);

    // LW332: 'b.flat' would do that
    @Apply(Inner.class) Tensor b(Tensor z);

    @Flatten Tensor behind(Tensor b);

    // LW332: does not fit 20 fixed steps
    @PRelu Tensor p(Tensor row);

    @Average @Output Tensor w(Tensor behind, Tensor flat);

    // LW332: cannot be normalised along
    @LayerNormalization @Output Tensor n(Tensor row);

    @Activate(TANH) @Output Tensor v(Tensor c);

    @Activate(TANH) @Output Tensor u(Tensor r);

    @Activate(TANH) @Output Tensor t(Tensor p);

    @Block
    interface Inner {
        @Input Tensor x();

        @Flatten @Output Tensor flat(Tensor x);
    }
}

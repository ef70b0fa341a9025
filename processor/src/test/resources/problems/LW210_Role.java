package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Block
interface Pair {
    int units();

    @Input Tensor left();

    @Input Tensor right();

    @Dense Tensor a(Tensor left, int units);

    // LW210: @Dense has no int member 'unit'
    @Dense Tensor b(Tensor right, @From("units") int unit);

    // LW210: is given twice
    @Dense(units = 3) Tensor c(Tensor right, int units);

    @Add @Output Tensor sum(Tensor a, Tensor b, Tensor c);
}

@Block
interface Sum {
    @Input Tensor left();

    @Input Tensor right();

    @Add Tensor sum(Tensor left, Tensor right);
}

@Model
interface LW210_Role {
    @Input(shape = 4) Tensor x();

    // LW210: 'rigth' is none of them. Did you mean 'right'?
    @Apply(Sum.class) @Output Tensor y(@From("x") Tensor left, @From("x") Tensor rigth);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW311: Apply a block of equal layers with @Repeat
interface LW311_Steps {
    @Block
    interface Ten {
        @Input Tensor h0();

        @Dense(units = 4) Tensor h1(Tensor h0);

        @Dense(units = 4) Tensor h2(Tensor h1);

        @Dense(units = 4) Tensor h3(Tensor h2);

        @Dense(units = 4) Tensor h4(Tensor h3);

        @Dense(units = 4) Tensor h5(Tensor h4);

        @Dense(units = 4) Tensor h6(Tensor h5);

        @Dense(units = 4) Tensor h7(Tensor h6);

        @Dense(units = 4) Tensor h8(Tensor h7);

        @Dense(units = 4) Tensor h9(Tensor h8);

        @Dense(units = 4) Tensor h10(Tensor h9);
    }

    @Block
    interface Hundred {
        @Input Tensor h0();

        @Apply(Ten.class) Tensor h1(Tensor h0);

        @Apply(Ten.class) Tensor h2(Tensor h1);

        @Apply(Ten.class) Tensor h3(Tensor h2);

        @Apply(Ten.class) Tensor h4(Tensor h3);

        @Apply(Ten.class) Tensor h5(Tensor h4);

        @Apply(Ten.class) Tensor h6(Tensor h5);

        @Apply(Ten.class) Tensor h7(Tensor h6);

        @Apply(Ten.class) Tensor h8(Tensor h7);

        @Apply(Ten.class) Tensor h9(Tensor h8);

        @Apply(Ten.class) Tensor h10(Tensor h9);
    }

    @Block
    interface Thousand {
        @Input Tensor h0();

        @Apply(Hundred.class) Tensor h1(Tensor h0);

        @Apply(Hundred.class) Tensor h2(Tensor h1);

        @Apply(Hundred.class) Tensor h3(Tensor h2);

        @Apply(Hundred.class) Tensor h4(Tensor h3);

        @Apply(Hundred.class) Tensor h5(Tensor h4);

        @Apply(Hundred.class) Tensor h6(Tensor h5);

        @Apply(Hundred.class) Tensor h7(Tensor h6);

        @Apply(Hundred.class) Tensor h8(Tensor h7);

        @Apply(Hundred.class) Tensor h9(Tensor h8);

        @Apply(Hundred.class) Tensor h10(Tensor h9);
    }

    @Input(shape = 4) Tensor x();

    @Apply(Thousand.class) Tensor h(Tensor x);

    @Apply(Hundred.class) Tensor i(Tensor h);

    @Apply(Thousand.class)
    @Repeat(100)
    Tensor once(Tensor i);

    @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor once);
}

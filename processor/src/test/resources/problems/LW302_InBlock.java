package p;

import static io.lanewise.annotations.Activation.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** What is wrong inside of blocks: the block, the place of use and the node are named, the node once. */
@Model
interface LW302_InBlock {
    @Input(shape = {8, 8, 3}) Tensor x();

    @Input(shape = {6, 4}, axis = "step") Tensor u();

    // LW312: In block LW302_InBlock.Filters of 'a', at 'y': The window does not fit into its input.
    @Apply(Filters.class) @Output Tensor a(Tensor x);

    // LW402: In block LW302_InBlock.Groups of 'b', at 'y': groups must divide the channels
    @Apply(value = Groups.class, with = "groups = 2") @Output Tensor b(Tensor x);

    // LW302: In block LW302_InBlock.Twice of 'c': In block LW302_InBlock.Product of 'p', at 'y': MatMul expects
    @Apply(Twice.class) @Output Tensor c(Tensor u);

    // LW303: In block LW302_InBlock.Square of 'd', at 'y': Reshape must keep
    @Apply(Square.class) @Output Tensor d(Tensor u);

    // LW402: In block LW302_InBlock.Units of 'e', at 'h': units must be at least 1. It was 0. Give the size of its output.
    @Apply(value = Units.class, with = "n = 0") @Output Tensor e(Tensor u);

    // LW301: In block LW302_InBlock.Plain of 'f': Dense expects a vector but 'x' is 8×8×3.
    @Apply(Plain.class) @Output Tensor f(Tensor x);

    @Block
    interface Filters {
        @Input Tensor x();

        @Conv2D(filters = 2, kernelSize = 9) Tensor y(Tensor x);
    }

    @Block
    interface Groups {
        int groups();

        @Input Tensor x();

        @GroupNormalization Tensor y(Tensor x, int groups);
    }

    @Block
    interface Product {
        @Input Tensor x();

        @MatMul Tensor y(Tensor x, @From("x") Tensor other);
    }

    @Block
    interface Twice {
        @Input Tensor x();

        @Apply(Product.class) Tensor p(Tensor x);

        @Activate(TANH) Tensor y(Tensor p);
    }

    @Block
    interface Square {
        @Input Tensor x();

        @Reshape(shape = {5, 5}) Tensor y(Tensor x);
    }

    @Block
    interface Units {
        int n();

        @Input Tensor x();

        @Dense Tensor h(Tensor x, @From("n") int units);

        @Activate(TANH) Tensor y(Tensor h);
    }

    @Block
    interface Plain {
        @Input Tensor x();

        @Dense(units = 3) Tensor y(Tensor x);
    }
}

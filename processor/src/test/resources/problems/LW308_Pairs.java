package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW308_Pairs {
    @Input(shape = 4) Tensor x();

    // LW308: Subtract takes exactly 2 inputs. 'a' has 3.
    @Subtract Tensor a(Tensor x, @From("x") Tensor again, @From("x") Tensor more);

    // LW308: Dot takes exactly 2 inputs. 'b' has 1.
    @Dot Tensor b(Tensor x);

    // LW308: Average takes at least 2 inputs. 'c' has 1.
    @Average Tensor c(Tensor x);

    // LW308: Maximum takes at least 2 inputs. 'd' has 1.
    @Maximum Tensor d(Tensor x);

    // LW308: Minimum takes at least 2 inputs. 'e' has 1.
    @Minimum Tensor e(Tensor x);

    // LW308: Weight takes exactly 0 inputs. 'f' has 1.
    @Weight(shape = 4) Tensor f(Tensor x);

    @Add @Loss(MEAN_SQUARED) Tensor y(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f);
}

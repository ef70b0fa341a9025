package p;

import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW302_Pairs {
    @Input(shape = 4) Tensor x();

    @Input(shape = {2, 2}) Tensor z();

    // LW302: Dot expects nodes of one shape. 'x' is 4 (x 4) but 'z' is 2×2
    @Dot @Output Tensor a(Tensor x, Tensor z);

    // LW302: Subtract expects nodes of one shape
    @Subtract @Output Tensor b(Tensor x, Tensor z);

    // LW302: Maximum expects nodes of one shape
    @Maximum @Output Tensor c(Tensor x, Tensor z);

    @Weight(shape = 3) Tensor w();

    // LW302: 'x' is 4 (x 4) but 'w' is 3 (w 3)
    @Average @Output Tensor d(Tensor x, Tensor w);

    // LW301: Maxout expects a vector but 'z' is 2×2
    @Maxout(units = 3) @Output Tensor e(Tensor z);
}

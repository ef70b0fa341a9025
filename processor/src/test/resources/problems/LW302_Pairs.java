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

    // LW301: MatMul expects matrices but 'x' is 4. Its shape comes from x 4
    @MatMul @Output Tensor f(Tensor z, Tensor x);

    @Input(shape = {3, 2}) Tensor u();

    // LW302: MatMul expects […, m, k] and […, k, n]. 'z' is 2×2 (z 2×2) and 'u' is 3×2 (u 3×2)
    @MatMul @Output Tensor g(Tensor z, Tensor u);

    // LW301: dims must name each axis of the node. 'u' is 3×2 (u 3×2) but dims has 3. Give 2 numbers.
    @Permute(dims = {3, 1, 2}) @Output Tensor h(Tensor u);

    // LW301: If it is a sequence of 3 steps, name its first axis: @Input(shape = …, axis = "time"), or @Reshape(shape = {3, 2}, axis = "steps") in between.
    @Dense(units = 3) @Output Tensor i(Tensor u);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW309_TooLarge {
    // LW309: An input must have less than 2³¹ elements
    @Input(shape = {2147483647, 2147483647, 2147483647}) Tensor huge();

    @Input(shape = {1073741824}) Tensor x();

    @Add Tensor sum(Tensor x, @From("x") Tensor y, Tensor huge);

    // LW309: The joined axis is too long
    @Concatenate Tensor twice(Tensor x, @From("x") Tensor again);

    @Add @Output Tensor z(Tensor sum, Tensor twice);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW307_InputShape {
    // LW307: It was not given
    @Input Tensor x();

    // LW307: It was [3, 0]
    @Input(shape = {3, 0}) Tensor z();

    // LW307: The name is "the time"
    @Input(shape = {3, 2}, axis = "the time") Tensor v();

    // LW307: An axis of size 0 needs its greatest length, at least 2. max was not given
    @Input(shape = {0, 2}, axis = "ta") Tensor a();

    // LW307: max was 1
    @Input(shape = 0, axis = "tb", max = 1) Tensor b();

    // LW307: max is the greatest length of an axis of size 0. The shape is [3, 2]
    @Input(shape = {3, 2}, axis = "tc", max = 4) Tensor c();

    // LW307: It was [0, 2]
    @Input(shape = {0, 2}) Tensor d();

    @Input(shape = {0, 2}, axis = "steps", max = 4) Tensor e();

    // LW307: One axis has one length, and one greatest length. 'steps' is at most 4 of 'e' but at most 5 of 'f'
    @Input(shape = {0, 2}, axis = "steps", max = 5) Tensor f();

    // LW307: but 4 of 'g'
    @Input(shape = {4, 2}, axis = "steps") Tensor g();

    // LW110: A node is called 'h'. Rename the axis
    @Input(shape = {0, 2}, axis = "h", max = 5) Tensor h();

    // LW110: The generated class, or Java, needs 'int'
    @Input(shape = {0, 2}, axis = "int", max = 5) Tensor i();

    @Add @Output Tensor y(
            Tensor x, Tensor z, Tensor v, Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f, Tensor g,
            Tensor h, Tensor i);
}

@Block
interface Shaped {
    // LW307: takes its shape from the place of use
    @Input(shape = 3) Tensor x();

    // LW307: takes its axes from the place of use. The axis time is given
    @Input(axis = "time") Tensor z();

    // LW307: holds what the node holds that is put there. The type INT is given
    @Input(type = DataType.INT) Tensor t();

    @Embedding(inputDim = 3, outputDim = 4) Tensor e(Tensor t);

    @Add Tensor y(Tensor x, Tensor z, Tensor e);
}

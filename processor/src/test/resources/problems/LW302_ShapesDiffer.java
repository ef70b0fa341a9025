package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW302_ShapesDiffer {
    @Input(shape = 4) Tensor x();

    @Dense(units = 3) Tensor a(Tensor x);

    // LW302: 'x' is 4 (x 4) but 'a' is 3 (x 4 → a 3)
    @Add @Output Tensor sum(Tensor x, Tensor a);

    // LW302: Multiply expects nodes of one shape
    @Multiply @Output Tensor product(Tensor x, Tensor a);

    @Reshape(shape = {2, 2}) Tensor square(Tensor x);

    @Input(shape = {5, 4}, axis = "time") Tensor s();

    @Input(shape = {5, 4}) Tensor t();

    @Dense(units = 1) Tensor one(Tensor s);

    // LW302: Bring both to one shape: @RepeatVector(n = 5, axis = "time") repeats 'x'.
    @Add @Output Tensor vector(Tensor s, Tensor x);

    // LW302: Their sizes are the same but their first axes have not the same name
    @Add @Output Tensor named(Tensor s, Tensor t);

    // LW302: nothing is stretched to the shape of another
    @Multiply @Output Tensor scaled(Tensor s, Tensor one);

    // LW302: agree in every axis but axis 1
    @Concatenate @Output Tensor joined(Tensor x, Tensor square);
}

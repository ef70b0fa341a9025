package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
// LW101: 'LW101_Class' is a class. Declare it as an interface.
abstract class LW101_Class {
    @Input(shape = 4)
    abstract Tensor x();
}

@Block
// LW101: 'Kinds' is an enum
enum Kinds {}

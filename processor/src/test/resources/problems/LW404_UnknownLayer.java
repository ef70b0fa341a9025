package io.lanewise.annotations.layers;

import io.lanewise.annotations.*;

@interface Convolve {}

@Model
interface LW404_UnknownLayer {
    @Input(shape = 4) Tensor x();

    // LW404: This processor does not know @Convolve
    @Convolve @Output Tensor y(Tensor x);
}

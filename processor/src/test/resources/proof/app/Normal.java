package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Normalisations of images, sequences and vectors, and what sums, repeats, cuts and pads, with odd sizes. */
@Model
public interface Normal {
    @Input(shape = {6, 5, 20})
    Tensor image();

    @GroupNormalization(groups = 4)
    Tensor grouped(Tensor image);

    @BatchNormalization
    Tensor batched(Tensor grouped);

    @Activate(RELU)
    Tensor rectified(Tensor batched);

    @LayerNormalization
    Tensor pixels(Tensor rectified);

    @GroupNormalization(groups = -1, center = false)
    Tensor instances(Tensor pixels);

    @Mean(axis = {1, 2})
    Tensor pooled(Tensor instances);

    @Sum(axis = 2)
    Tensor columns(Tensor rectified);

    @BatchNormalization(scale = false, momentum = 0.5f)
    Tensor table(Tensor columns);

    @Mean
    Tensor level(Tensor table);

    @RepeatVector(n = 4, axis = "time")
    Tensor steps(Tensor pooled);

    @Dense(units = 17)
    Tensor each(Tensor steps);

    @BatchNormalization(center = false)
    Tensor normal(Tensor each);

    @RmsNormalization
    Tensor scaled(Tensor normal);

    @Slice(axis = 1, start = 1, size = 2)
    Tensor middle(Tensor scaled);

    @Pad(axis = 2, before = 3)
    Tensor padded(Tensor middle);

    @Flatten
    Tensor flat(Tensor padded);

    @Concatenate
    Tensor all(Tensor flat, Tensor level);

    @Dense(units = 33)
    Tensor hidden(Tensor all);

    @BatchNormalization
    Tensor last(Tensor hidden);

    @Dense(units = 5, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor kind(Tensor last);
}

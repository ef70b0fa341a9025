package io.lanewise.samples.digits;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Dropout;
import io.lanewise.annotations.layers.Flatten;

/** Tells which digit an image of 8×8 pixels shows. */
@Model
public interface Digits {
    /** Pixels from 0 for paper to 1 for ink, row after row. */
    @Input(shape = {8, 8, 1})
    Tensor image();

    @Flatten
    Tensor pixels(Tensor image);

    @Dense(units = 256, activation = RELU)
    Tensor strokes(Tensor pixels);

    @Dropout(rate = 0.4f)
    Tensor someStrokes(Tensor strokes);

    @Dense(units = 256, activation = RELU)
    Tensor shapes(Tensor someStrokes);

    @Dropout(rate = 0.4f)
    Tensor someShapes(Tensor shapes);

    /** The probability of each digit. */
    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor digit(Tensor someShapes);
}

package io.lanewise.samples.fashion;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;
import static io.lanewise.annotations.Padding.SAME;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Conv2D;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Dropout;
import io.lanewise.annotations.layers.Flatten;
import io.lanewise.annotations.layers.MaxPool2D;

/** Tells the same articles apart, but looks at neighbouring pixels together: by two convolutions, each with a pooling behind it. */
@Model
public interface ConvolutionalFashion {
    /** Pixels from 0 for black to 1 for white. */
    @Input(shape = {28, 28, 1})
    Tensor image();

    @Conv2D(filters = 16, kernelSize = 5, padding = SAME, activation = RELU)
    Tensor edges(Tensor image);

    @MaxPool2D(2)
    Tensor largestEdges(Tensor edges);

    @Conv2D(filters = 32, kernelSize = 3, padding = SAME, activation = RELU)
    Tensor parts(Tensor largestEdges);

    @MaxPool2D(2)
    Tensor largestParts(Tensor parts);

    @Flatten
    Tensor features(Tensor largestParts);

    @Dropout(rate = 0.3f)
    Tensor someFeatures(Tensor features);

    @Dense(units = 128, activation = RELU)
    Tensor hidden(Tensor someFeatures);

    @Dropout(rate = 0.4f)
    Tensor someHidden(Tensor hidden);

    /** The probability of each article. */
    @Dense(units = 10, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor article(Tensor someHidden);
}

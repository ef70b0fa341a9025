package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.LossFunction.*;
import static io.lanewise.annotations.Padding.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** A class of a line of words, as many as a call says: of windows of words, and of all of them, without padding. */
@Model
public interface Headline {
    @Input(shape = 0, axis = "time", max = 23, type = INT)
    Tensor words();

    @Input(shape = 0, axis = "time", max = 23)
    Tensor real();

    @Embedding(inputDim = 41, outputDim = 21)
    Tensor embedded(Tensor words);

    @Conv1D(filters = 50, kernelSize = 3, padding = SAME, activation = RELU)
    Tensor phrases(Tensor embedded);

    @Conv1D(filters = 32, kernelSize = 2, dilationRate = 3, paddings = {3, 0}, activation = TANH)
    Tensor before(Tensor phrases);

    @GlobalMaxPool1D
    Tensor strongest(@From("phrases") Tensor input, @From("real") Tensor mask);

    @GlobalAveragePooling1D
    Tensor average(@From("before") Tensor input, @From("real") Tensor mask);

    @GlobalMaxPool1D
    Tensor top(Tensor before);

    @Mean(axis = 1)
    Tensor mean(Tensor embedded);

    @Concatenate
    Tensor all(Tensor strongest, Tensor average, Tensor top, Tensor mean);

    @Dense(units = 5, activation = SOFTMAX)
    @Loss(CROSS_ENTROPY)
    Tensor topic(Tensor all);
}

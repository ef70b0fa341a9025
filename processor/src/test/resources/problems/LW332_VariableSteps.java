package p;

import static io.lanewise.annotations.LossFunction.*;
import static io.lanewise.annotations.Padding.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW332_VariableSteps {
    @Input(shape = {0, 4}, axis = "time", max = 20) Tensor x();

    @Input(shape = 0, axis = "time", max = 20) Tensor row();

    // LW332: cannot be cut by @Conv1D, whose result would have another length. 'valid' would do that. Write strides = 1 and padding = SAME
    @Conv1D(filters = 2, kernelSize = 3) @Loss(MEAN_SQUARED) Tensor valid(Tensor x);

    // LW332: cannot be cut by @Conv1D
    @Conv1D(filters = 2, kernelSize = 3, strides = 2, padding = SAME) @Loss(MEAN_SQUARED) Tensor strided(Tensor x);

    // LW332: with groups acts on. 'grouped' would do that. Write groups = 1
    @Conv1D(filters = 4, kernelSize = 3, padding = SAME, groups = 2) @Loss(MEAN_SQUARED) Tensor grouped(Tensor x);

    @Permute(dims = {2, 1}) Tensor turned(Tensor x);

    // LW332: cannot be the channels of @Conv1D
    @Conv1D(filters = 4, kernelSize = 3, padding = SAME) @Loss(MEAN_SQUARED) Tensor across(Tensor turned);

    // LW332: cannot be the channels of @BatchNormalization
    @BatchNormalization @Loss(VALUE) Tensor normal(Tensor turned);

    // LW332: acts on. 'pooled' would do that. Take all steps by @GlobalMaxPool1D
    @MaxPool1D @Loss(VALUE) Tensor pooled(Tensor x);

    // LW332: Take all steps by @GlobalAveragePooling1D
    @AveragePooling1D @Loss(VALUE) Tensor averaged(Tensor x);

    // LW332: acts on. 'flat' would do that. Make one vector of all steps by @GlobalAveragePooling1D
    @Flatten @Loss(VALUE) Tensor flat(Tensor row);
}

package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW314_CellState {
    @Input(shape = {4, 3}, axis = "time") Tensor x();

    @Gru(units = 3, returnSequences = true) Tensor h(Tensor x);

    // LW314: CellState reads a node with @Lstm, which stands in the same interface and has no @Repeat. 'h' is another. Name the node of the Lstm itself.
    @CellState @Output Tensor cell(Tensor h);

    @Lstm(units = 3, returnSequences = true) @Repeat(2) Tensor deep(Tensor x);

    // LW314: CellState reads a node with @Lstm, which stands in the same interface and has no @Repeat. 'deep' is repeated. Name the node of the Lstm itself.
    @CellState @Output Tensor deepest(Tensor deep);
}

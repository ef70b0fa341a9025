package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW302_Attention {
    @Input(shape = {3, 6}) Tensor x();

    @Input(shape = {4, 5}) Tensor memory();

    @Input(shape = 7) Tensor mask();

    @Output
    @Attention
    // LW302: Attention expects a query […, T, d], a key […, S, d] and a value […, S, v]. 'x' is 3×6 (x 3×6), 'memory' is 4×5
    Tensor a(Tensor x, @From("memory") Tensor key);

    // LW302: The mask of MultiHeadAttention holds 1 or 0 for each of 4 keys, or for each of 3 queries and each of these. 'mask' is 7
    @MultiHeadAttention(heads = 2) @Output Tensor b(Tensor x, @From("memory") Tensor key, Tensor mask);

    // LW302: Each key has a value. 'memory' is 4×5 (memory 4×5) but 'x' is 3×6
    @MultiHeadAttention(heads = 2) @Output Tensor c(Tensor x, @From("memory") Tensor key, @From("x") Tensor value);

    // LW301: PositionalEncoding expects a sequence, [steps, features], but 'mask' is 7
    @PositionalEncoding @Output Tensor d(Tensor mask);

    // LW301: MultiHeadAttention expects a sequence, [steps, features], but 'mask' is 7
    @MultiHeadAttention(heads = 1) @Output Tensor e(Tensor mask);
}

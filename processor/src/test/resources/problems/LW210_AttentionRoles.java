package p;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.DataType.*;
import static io.lanewise.annotations.Labels.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model
interface LW210_AttentionRoles {
    @Input(shape = {3, 6}) Tensor x();

    @Input(shape = 3) Tensor mask();

    // LW210: 'keys' is none of them. Did you mean 'key'?
    @MultiHeadAttention(heads = 2) @Output Tensor a(@From("x") Tensor query, @From("x") Tensor keys);

    // LW210: MultiHeadAttention needs a query. 'b' reads 'key', 'mask' only
    @MultiHeadAttention(heads = 2) @Output Tensor b(@From("x") Tensor key, Tensor mask);

    // LW210: A value needs the key that it belongs to
    @MultiHeadAttention(heads = 2) @Output Tensor c(Tensor x, @From("x") Tensor value);
}

package p;

import static io.lanewise.annotations.Activation.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

@Model(decode = "time")
interface LW333_Decoding {
    @Input(shape = {0, 4}, axis = "time", max = 20) Tensor x();

    @Input(shape = {0, 4}, axis = "lines", max = 20) Tensor page();

    @Attention(causal = true) Tensor before(@From("x") Tensor query);

    // LW333: 'all', @Attention, reads steps behind the present one. Mix steps by attention with causal = true alone
    @Attention Tensor all(@From("before") Tensor query);

    @MatMul(transposeSecond = true) Tensor scores(Tensor x, Tensor before);

    // LW333: 'shares', @Softmax, reads steps behind the present one
    @Softmax Tensor shares(Tensor scores);

    // LW333: 'mixed', @MatMul, reads steps behind the present one
    @MatMul Tensor mixed(Tensor scores, Tensor before);

    // LW333: 'outer', @MatMul, computes one number of all steps
    @MatMul(transposeFirst = true) Tensor outer(Tensor x, Tensor before);

    // LW333: 'table', @Activate, has a number for each two steps
    @Activate(TANH) @Output Tensor table(Tensor scores);

    // LW333: In block LW333_Decoding.Inner of 'b': Each step must follow from itself and those before it to be decoded along 'time'. 'b.own', @MultiHeadAttention, reads steps behind the present one
    @Apply(Inner.class) @Repeat(2) Tensor b(Tensor x, Tensor page);

    // LW333: 'read', @Attention, computes one number of all steps
    @Attention Tensor read(@From("page") Tensor query, @From("x") Tensor key);

    // LW333: 'state', @Gru, reads the steps before by a state, which a decoder does not keep. Leave decode out of @Model and, where steps are read forward, do one a call
    @Gru(units = 4, returnSequences = true) Tensor state(Tensor x);

    // LW333: 'near', @Conv1D, reads steps beside the present one
    @Conv1D(filters = 4, kernelSize = 3, paddings = {2, 0}) Tensor near(Tensor x);

    // LW333: 'average', @GlobalAveragePooling1D, computes one number of all steps
    @GlobalAveragePooling1D Tensor average(Tensor x);

    @Attention Tensor allowed(@From("x") Tensor query, @From("page") Tensor key);

    @Activate(TANH) @Output Tensor first(Tensor all);

    @Activate(TANH) @Output Tensor third(Tensor shares);

    @Activate(TANH) @Output Tensor fourth(Tensor mixed);

    @Activate(TANH) @Output Tensor fifth(Tensor outer);

    @Add @Output Tensor sixth(Tensor b, Tensor allowed);

    @Activate(TANH) @Output Tensor seventh(Tensor read);

    @Activate(TANH) @Output Tensor second(Tensor state);

    @Activate(TANH) @Output Tensor eighth(Tensor near);

    @Activate(TANH) @Output Tensor ninth(Tensor average);

    @Block
    interface Inner {
        @Input Tensor x();

        @Input Tensor page();

        @Attention Tensor cross(@From("x") Tensor query, @From("page") Tensor key);

        @MultiHeadAttention(heads = 2) @Output Tensor own(Tensor cross);
    }
}

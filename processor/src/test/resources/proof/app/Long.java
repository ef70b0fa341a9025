package app;

import static io.lanewise.annotations.Activation.*;
import static io.lanewise.annotations.LossFunction.*;

import io.lanewise.annotations.*;
import io.lanewise.annotations.layers.*;

/** Chains too long for one method: of ragged and of whole rows, with a softmax and a dropout in them, and of one number. */
@Model
public interface Long {
    @Input(shape = 21)
    Tensor x();

    @Apply(Chain.class)
    Tensor onInput(Tensor x);

    @Dense(units = 45, activation = TANH)
    Tensor ragged(Tensor onInput);

    @Apply(Chain.class)
    Tensor raggedChain(Tensor ragged);

    @Dense(units = 48)
    Tensor whole(Tensor raggedChain);

    @Apply(Chain.class)
    Tensor wholeChain(Tensor whole);

    @Reshape(shape = {6, 8})
    Tensor image(Tensor wholeChain);

    @Apply(Chain.class)
    Tensor imageChain(Tensor image);

    @Flatten
    Tensor flat(Tensor imageChain);

    @Dense(units = 1)
    Tensor one(Tensor flat);

    @Apply(Chain.class)
    @Loss(MEAN_SQUARED)
    Tensor oneChain(Tensor one);

    @Dense(units = 10)
    Tensor narrow(Tensor flat);

    @Apply(Chain.class)
    @Loss(HALF_SQUARED)
    Tensor narrowChain(Tensor narrow);

    @Block
    interface Chain {
        @Input
        Tensor z();

        @Activate(GELU)
        Tensor a(Tensor z);

        @Activate(SOFTPLUS)
        Tensor b(Tensor z);

        @Activate(TANH)
        Tensor c(Tensor b);

        @Add
        Tensor d(Tensor a, Tensor c);

        @Activate(GELU)
        Tensor e(Tensor d);

        @Activate(SIGMOID)
        Tensor f(Tensor e);

        @Dropout(rate = 0.25f)
        Tensor g(Tensor f);

        @Activate(ELU)
        Tensor h(Tensor g);

        @Multiply
        Tensor i(@From("h") Tensor p, @From("z") Tensor q);

        @Softmax
        Tensor j(Tensor i);

        @Activate(SILU)
        Tensor k(Tensor j);

        @Activate(GELU)
        Tensor l(Tensor k);

        @Activate(SELU)
        Tensor m(Tensor l);

        @Activate(SOFTPLUS)
        Tensor n(Tensor m);

        @Activate(TANH)
        Tensor o(Tensor n);

        @Add
        @Output
        Tensor sum(@From("o") Tensor p, @From("c") Tensor q);
    }
}

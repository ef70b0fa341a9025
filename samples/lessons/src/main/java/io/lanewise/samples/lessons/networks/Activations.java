package io.lanewise.samples.lessons.networks;

import static io.lanewise.annotations.Activation.CELU;
import static io.lanewise.annotations.Activation.ELU;
import static io.lanewise.annotations.Activation.EXPONENTIAL;
import static io.lanewise.annotations.Activation.GELU;
import static io.lanewise.annotations.Activation.GELU_TANH;
import static io.lanewise.annotations.Activation.HARD_SIGMOID;
import static io.lanewise.annotations.Activation.HARD_SWISH;
import static io.lanewise.annotations.Activation.HARD_TANH;
import static io.lanewise.annotations.Activation.LEAKY_RELU;
import static io.lanewise.annotations.Activation.LINEAR;
import static io.lanewise.annotations.Activation.LOG_SIGMOID;
import static io.lanewise.annotations.Activation.MISH;
import static io.lanewise.annotations.Activation.PROBIT;
import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.Activation.RELU6;
import static io.lanewise.annotations.Activation.SELU;
import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.Activation.SIGN;
import static io.lanewise.annotations.Activation.SILU;
import static io.lanewise.annotations.Activation.SOFTPLUS;
import static io.lanewise.annotations.Activation.SOFTSIGN;
import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.Activation.THRESHOLD;
import static io.lanewise.annotations.LossFunction.VALUE;
import static io.lanewise.annotations.Reduction.SUM;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Activate;
import io.lanewise.annotations.layers.Concatenate;
import io.lanewise.annotations.layers.Multiply;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Curves;
import io.lanewise.samples.plots.Panels;
import java.io.IOException;
import java.util.List;

/**
 * The activation functions and their derivatives, both made by the compiled code: the values are the network's outputs, the
 * derivatives the gradients of its input. Where {@code pick} is 1, that function's value is what the network minimises, so the
 * gradient of x is its derivative there.
 */
public final class Activations {
    /** Names of the functions, in the order of the output {@code all}. */
    static final List<String> NAMES = List.of(
            "linear",
            "sigmoid",
            "tanh",
            "relu",
            "leakyRelu",
            "elu",
            "selu",
            "gelu",
            "silu",
            "softplus",
            "threshold",
            "hardSigmoid",
            "hardTanh",
            "hardSwish",
            "relu6",
            "celu",
            "geluTanh",
            "mish",
            "softsign",
            "exponential",
            "logSigmoid",
            "sign",
            "probit");

    private static final int COUNT = 23;
    private static final int POINTS = 241;
    private static final double LIMIT = 6;

    private Activations() {}

    /** All elementwise activations of one number. */
    @Model("ActivationsModel")
    interface All {
        @Input(shape = 1)
        Tensor x();

        @Input(shape = COUNT)
        Tensor pick();

        @Activate(LINEAR)
        Tensor linear(Tensor x);

        @Activate(SIGMOID)
        Tensor sigmoid(Tensor x);

        @Activate(TANH)
        Tensor tanh(Tensor x);

        @Activate(RELU)
        Tensor relu(Tensor x);

        @Activate(LEAKY_RELU)
        Tensor leakyRelu(Tensor x);

        @Activate(ELU)
        Tensor elu(Tensor x);

        @Activate(SELU)
        Tensor selu(Tensor x);

        @Activate(GELU)
        Tensor gelu(Tensor x);

        @Activate(SILU)
        Tensor silu(Tensor x);

        @Activate(SOFTPLUS)
        Tensor softplus(Tensor x);

        @Activate(THRESHOLD)
        Tensor threshold(Tensor x);

        @Activate(HARD_SIGMOID)
        Tensor hardSigmoid(Tensor x);

        @Activate(HARD_TANH)
        Tensor hardTanh(Tensor x);

        @Activate(HARD_SWISH)
        Tensor hardSwish(Tensor x);

        @Activate(RELU6)
        Tensor relu6(Tensor x);

        @Activate(CELU)
        Tensor celu(Tensor x);

        @Activate(GELU_TANH)
        Tensor geluTanh(Tensor x);

        @Activate(MISH)
        Tensor mish(Tensor x);

        @Activate(SOFTSIGN)
        Tensor softsign(Tensor x);

        @Activate(EXPONENTIAL)
        Tensor exponential(Tensor x);

        @Activate(LOG_SIGMOID)
        Tensor logSigmoid(Tensor x);

        @Activate(SIGN)
        Tensor sign(Tensor x);

        @Activate(PROBIT)
        Tensor probit(Tensor x);

        @Concatenate
        @Output
        Tensor all(
                Tensor linear,
                Tensor sigmoid,
                Tensor tanh,
                Tensor relu,
                Tensor leakyRelu,
                Tensor elu,
                Tensor selu,
                Tensor gelu,
                Tensor silu,
                Tensor softplus,
                Tensor threshold,
                Tensor hardSigmoid,
                Tensor hardTanh,
                Tensor hardSwish,
                Tensor relu6,
                Tensor celu,
                Tensor geluTanh,
                Tensor mish,
                Tensor softsign,
                Tensor exponential,
                Tensor logSigmoid,
                Tensor sign,
                Tensor probit);

        @Multiply
        @Loss(value = VALUE, reduction = SUM)
        Tensor picked(Tensor all, Tensor pick);
    }

    /**
     * A function over a range of x.
     *
     * @param values its value at each x
     * @param derivatives its derivative at each x
     */
    record Drawn(float[] values, float[] derivatives) {}

    /** The function of this place in {@link #NAMES} at each x. */
    static Drawn of(int function, float[] x) {
        float[] pick = new float[COUNT * x.length];
        for (int i = 0; i < x.length; i++) {
            pick[COUNT * i + function] = 1;
        }
        ActivationsModel model = ActivationsModel.create(0);
        float[] all = new float[COUNT * x.length];
        model.predict(x, pick, x.length, all, new float[COUNT * x.length]);
        float[] values = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = all[COUNT * i + function];
        }
        return new Drawn(values, model.gradients(x, pick, x.length).ofInput("x"));
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        float[] x = new float[POINTS];
        double[] axis = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (float) (LIMIT * (2.0 * i / (POINTS - 1) - 1));
            axis[i] = x[i];
        }
        Panels panels = Panels.inRowsOf(5);
        page.say("%-14s %28s %28s", "", "value at −2, 0 and 2", "derivative at −2, 0 and 2");
        for (int function = 0; function < COUNT; function++) {
            String name = NAMES.get(function);
            Drawn at = of(function, new float[] {-2, 0, 2});
            float[] y = at.values;
            float[] d = at.derivatives;
            page.say("%-14s %9.4f %9.4f %9.4f %9.4f %9.4f %9.4f", name, y[0], y[1], y[2], d[0], d[1], d[2]);
            Drawn drawn = of(function, x);
            panels.add(Curves.of(name, 340, 260)
                    .between(-2, 3)
                    .noLegend()
                    .line("value", axis, wide(drawn.values))
                    .line("derivative", axis, wide(drawn.derivatives)));
        }
        page.say("%nIn the picture the values are blue and the derivatives orange.");
        page.draw("activations", panels);
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}

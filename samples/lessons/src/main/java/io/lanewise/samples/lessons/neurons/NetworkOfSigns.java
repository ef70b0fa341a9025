package io.lanewise.samples.lessons.neurons;

import static io.lanewise.annotations.Activation.SIGN;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Plane;
import io.lanewise.samples.plots.Regions;
import java.io.IOException;
import java.util.Arrays;

/**
 * Two layers of signs: each hidden neuron says on which side of a line a point lies, −1 or +1, and the last one adds up. Of three
 * neurons, sign(h₁ + h₂ + h₃ − 2) says +1 only if all three do: the inside of a triangle. sign(h₁ + h₂ + h₃) says so if at least two do.
 */
public final class NetworkOfSigns {
    private static final Box BOX = Box.around(2);

    private NetworkOfSigns() {}

    /** y = sign(v·h + c), h = sign(W·x + b). */
    @Model("SignsNet")
    interface Net {
        @Input(shape = 2)
        Tensor x();

        @Dense(units = 3, activation = SIGN)
        @Output
        Tensor h(Tensor x);

        @Dense(units = 1, activation = SIGN)
        @Output
        Tensor y(Tensor h);
    }

    /** The triangle with the corners (−1, −1), (1, −1) and (0, 1): above its base, left of one side, right of the other. */
    static SignsNet triangle(float c) {
        SignsNet net = SignsNet.create(0);
        net.parameters().set("h.weight", new float[] {0, 1, -2, -1, 2, -1});
        net.parameters().set("h.bias", new float[] {1, 1, 1});
        net.parameters().set("y.weight", new float[] {1, 1, 1});
        net.parameters().set("y.bias", new float[] {c});
        return net;
    }

    /** The last neuron's answer alone. */
    static Plane answer(SignsNet net) {
        return (points, count, values) -> net.predict(points, count, new float[3 * count], values);
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        SignsNet all = triangle(-2);
        SignsNet two = triangle(0);
        page.say("h₁ = sign(1 + x₂), h₂ = sign(1 − 2·x₁ − x₂), h₃ = sign(1 + 2·x₁ − x₂)%n");
        page.say("x               h₁ h₂ h₃   sign(Σh − 2)     sign(Σh)");
        for (float[] x : new float[][] {{0, 0}, {0, -0.9f}, {1, 1}, {-1, 0.5f}, {0, 1.5f}}) {
            float[] h = new float[3];
            float[] y = new float[1];
            float[] z = new float[1];
            all.predict(x, 1, h, y);
            two.predict(x, 1, h, z);
            page.say(
                    "(%4.1f, %4.1f)    %+2.0f %+2.0f %+2.0f   %+12.0f   %+12.0f",
                    x[0], x[1], h[0], h[1], h[2], y[0], z[0]);
        }
        page.say(
                "%nThree lines cut the plane into seven parts, and the hidden layer gives each a pattern of signs of its own.");
        page.draw(
                "signs-all",
                Regions.of("sign(h₁ + h₂ + h₃ − 2)", BOX, answer(all)).border(0).axes("x₁", "x₂"));
        page.draw(
                "signs-two",
                Regions.of("sign(h₁ + h₂ + h₃)", BOX, answer(two)).border(0).axes("x₁", "x₂"));
        page.draw("signs-parts", Regions.of("The patterns of the hidden layer", BOX, NetworkOfSigns::patterns, 8));
    }

    /** A one at the number that the three signs make as bits. */
    static void patterns(float[] points, int count, float[] values) {
        float[] h = new float[3 * count];
        triangle(0).predict(points, count, h, new float[count]);
        Arrays.fill(values, 0);
        for (int i = 0; i < count; i++) {
            int pattern = (h[3 * i] > 0 ? 1 : 0) + (h[3 * i + 1] > 0 ? 2 : 0) + (h[3 * i + 2] > 0 ? 4 : 0);
            values[8 * i + pattern] = 1;
        }
    }
}

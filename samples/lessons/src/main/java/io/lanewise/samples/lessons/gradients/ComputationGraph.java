package io.lanewise.samples.lessons.gradients;

import static io.lanewise.annotations.LossFunction.VALUE;

import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Multiply;
import io.lanewise.annotations.layers.Rescaling;
import io.lanewise.annotations.layers.Weight;
import io.lanewise.runtime.Gradients;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.Step;
import java.util.List;

/**
 * The graph of J = 3·(a·b + c), forward to J and backward to dJ/da = 3·b, dJ/db = 3·a and dJ/dc = 3. Here a, b and c are the
 * weights of a network without inputs, and J is what it minimises.
 */
public final class ComputationGraph {
    private static final float A = 5;
    private static final float B = 3;
    private static final float C = 2;

    private ComputationGraph() {}

    /** u = a·b, v = u + c, J = 3·v. */
    @Model("ComputationGraphModel")
    interface Graph {
        @Weight(shape = 1)
        Tensor a();

        @Weight(shape = 1)
        Tensor b();

        @Weight(shape = 1)
        Tensor c();

        @Multiply
        Tensor u(Tensor a, Tensor b);

        @Add
        Tensor v(Tensor u, Tensor c);

        @Rescaling(scale = 3)
        @Loss(VALUE)
        Tensor j(Tensor v);
    }

    /** The computation, forward and backward. */
    static List<Step> steps() {
        ComputationGraphModel graph = ComputationGraphModel.create(0);
        graph.parameters().set("a.weight", new float[] {A});
        graph.parameters().set("b.weight", new float[] {B});
        graph.parameters().set("c.weight", new float[] {C});
        Gradients compiled = graph.gradients(1);
        double dV = 3;
        return List.of(
                new Step("J", "3·(a·b + c) = 3·(5·3 + 2)", 3 * (A * B + C), compiled.loss()),
                new Step("dJ/dc", "dJ/dv · dv/dc = 3 · 1", dV, compiled.of("c.weight")[0]),
                new Step("dJ/da", "dJ/dv · dv/du · du/da = 3 · 1 · b", dV * B, compiled.of("a.weight")[0]),
                new Step("dJ/db", "dJ/dv · dv/du · du/db = 3 · 1 · a", dV * A, compiled.of("b.weight")[0]));
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        page.say("a = 5, b = 3, c = 2");
        page.say("forward:  u = a·b = 15, v = u + c = 17, J = 3·v = 51");
        page.say("backward: dJ/dv = 3, dJ/du = 3, and from there to a, b and c%n");
        page.steps(steps());
    }
}

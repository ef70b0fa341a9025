package io.lanewise.processor;

import io.lanewise.processor.decode.Decode;
import io.lanewise.processor.differentiate.Differentiate;
import io.lanewise.processor.emit.Blueprint;
import io.lanewise.processor.emit.Emit;
import io.lanewise.processor.expression.Functions;
import io.lanewise.processor.fuse.Fuse;
import io.lanewise.processor.graph.Connect;
import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Decoded;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.ModelDecl;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.SourceFile;
import io.lanewise.processor.ir.Wiring;
import io.lanewise.processor.loop.Loop;
import io.lanewise.processor.lower.EarlyMaxima;
import io.lanewise.processor.lower.Lower;
import io.lanewise.processor.plan.Lay;
import io.lanewise.processor.plan.Sizes;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.shape.Infer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nine stages, a line each: {@code read → graph → shape → lower → differentiate → fuse → loop → plan → emit}. Each is a pure
 * function and a sink for problems. The first three go past a mistake, so that one run reports all of them; the others
 * start only if nothing was reported. A model that is decoded step by step has its program for a step cut out of the one that predicts, by
 * {@code decode}, and passes the stages from {@code fuse} on with that, too.
 */
public final class Pipeline {
    private Pipeline() {}

    /**
     * From a model, as {@code read} leaves it, to its source files; none if something was reported.
     *
     * @param vectors whether the vector form is written beside the scalar one
     */
    public static List<SourceFile> run(ModelDecl model, boolean vectors, Problems problems, Dump dump) {
        dump.stage("read", model);

        Wiring wiring = Connect.declaration(model, problems);
        dump.stage("graph", wiring);

        Graph graph = Infer.model(wiring, problems);
        dump.stage("shape", graph);
        // A node may be unknown without a report here: one in a block that was reported where it is declared.
        boolean known = graph.nodes().size() == wiring.nodes().size();
        if (problems.hasErrors() || !known) {
            return List.of();
        }

        Lowered whole = Lower.graph(graph, problems);
        if (problems.hasErrors()) {
            return List.of();
        }
        dump.stage("lower", whole);
        Sizes.program(whole, model.name().interfaceName(), model.declaration().where(), problems);
        if (problems.hasErrors()) {
            return List.of();
        }

        Lowered lowered = EarlyMaxima.of(whole);
        Differentiated differentiated = Differentiate.program(lowered, model.recompute());
        dump.stage("differentiate", differentiated);

        Program predicting = Fuse.predicting(lowered);
        Decoded decoded = decoded(model, graph, lowered, predicting, problems);
        if (problems.hasErrors()) {
            return List.of();
        }
        if (decoded != null) {
            dump.stage("decode", decoded);
        }
        Fused inference = Fuse.inference(predicting);
        Fused training = lowered.trained()
                ? Fuse.training(differentiated, lowered.counted().values())
                : null;
        dump.stage("fuse", inference, training);

        Looped inferenceLoops = Loop.kernels(inference, Functions::define);
        Looped trainingLoops = training == null ? null : Loop.kernels(training, Functions::define);
        dump.stage("loop", inferenceLoops, trainingLoops);

        Looped start = decoded == null || decoded.start() == null ? null : loops(decoded.start());
        Looped step = decoded == null ? null : loops(decoded.step());

        Plan plan = Lay.memory(
                lowered,
                inferenceLoops,
                trainingLoops,
                training == null ? null : differentiated,
                start,
                step,
                decoded == null ? 0 : decoded.keptFloats());
        dump.stage("plan", plan);
        Sizes.plan(plan, model.name().interfaceName(), model.declaration().where(), problems);
        if (problems.hasErrors()) {
            return List.of();
        }

        Blueprint blueprint = new Blueprint(model.name(), graph, lowered, plan, decoded, vectors);
        return Emit.files(blueprint, training == null ? null : differentiated);
    }

    /** The model step by step, where it asks for that; null if not. */
    private static @Nullable Decoded decoded(
            ModelDecl model, Graph graph, Lowered lowered, Program predicting, Problems problems) {
        AnnotationDecl annotation = model.annotation();
        if (annotation == null || annotation.text("decode").isEmpty()) {
            return null;
        }
        return Decode.program(
                predicting, lowered, graph, annotation.text("decode"), annotation.where("decode"), problems);
    }

    private static Looped loops(Program program) {
        return Loop.kernels(Fuse.inference(program), Functions::define);
    }

    /** Checks a block as far as can be without a place of use. */
    public static void check(ModelDecl block, Problems problems) {
        Infer.block(Connect.declaration(block, problems), problems);
    }
}

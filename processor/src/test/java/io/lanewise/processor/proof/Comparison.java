package io.lanewise.processor.proof;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.training.trace.Recomputation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares all that a model computed with the oracle: each element within {@link Bound}; and, since behind many layers the
 * bound grows faster than errors do and may come to exceed the numbers themselves, each array also as a whole, where the
 * largest error may be 1e-5 of the largest number and 32 times what rounding each step of the same program to float does.
 */
final class Comparison {
    private final String subject;
    private final String label;
    private final Bound bound;
    private final List<String> failures = new ArrayList<>();
    private int nodesAgain;

    Comparison(String subject, String label, Bound bound) {
        this.subject = subject;
        this.label = label;
        this.bound = bound;
    }

    /** What differs from the interpreter in outputs and gradients of seven examples, without training's random numbers. */
    static List<String> withInterpreter(ModelCompiler.Compiled compiled, String name, String label) throws Exception {
        CompiledModel model = CompiledModel.create(compiled.files().loader().loadClass("app." + name + "Model"), 3);
        Batch batch = Arguments.batch(model.signature(), Map.of(), 7, 11);
        Oracle oracle = Interpretation.of(compiled.stages(name), model, batch, TrainingStep.EVALUATE);
        return new Comparison(name, label, new Bound())
                .outputs(model.signature(), model.predict(batch, 3), oracle)
                .gradients(model, batch, TrainingStep.EVALUATE, oracle)
                .failures();
    }

    /** Outputs in the signature's order. */
    Comparison outputs(Signature signature, float[][] outputs, Oracle oracle) {
        for (int i = 0; i < outputs.length; i++) {
            String name = signature.outputs().get(i).name();
            array("output " + name, outputs[i], oracle.outputs().get(name));
        }
        return this;
    }

    /** The loss and every gradient, which blocks of the batch must not change by a bit. */
    Comparison gradients(CompiledModel model, Batch batch, TrainingStep step, Oracle oracle) {
        Gradients gradients = model.gradients(batch, step);
        GradientRun.ofBlocks(model, batch, step).forEach(each -> failures.add(subject + ": " + each));
        array("loss", new float[] {gradients.loss()}, oracle.loss());
        for (String name : model.network().parameters().names()) {
            array("d " + name, gradients.of(name), oracle.gradients().get(name));
        }
        for (Signature.Argument input : model.signature().inputs()) {
            if (input.isInts()) {
                continue;
            }
            array(
                    "d " + input.name(),
                    gradients.ofInput(input.name()),
                    oracle.inputGradients().get(input.name()));
        }
        return this;
    }

    /** What would be said of each node if the loss were not finite. An output may be looked at before its activation. */
    Comparison nodes(CompiledModel model, Batch batch, TrainingStep step, Oracle oracle) {
        Weights weights = model.network().weights();
        float[] scratch = new float[(int) weights.code().trainingScratch(batch.count())];
        weights.code().loss(weights.current(), batch, 0, batch.count(), step, scratch, Member.ALONE);
        Recomputation recomputation = new Recomputation(weights.current(), batch, 0, batch.count(), scratch, step);
        List<String> outputs =
                model.signature().outputs().stream().map(Signature.Output::name).toList();
        for (Traced traced : weights.code().traced(batch.count(), batch)) {
            float[] values = recomputation.of(traced);
            Oracle.Figures figures = oracle.nodes().get(traced.node());
            if (figures != null && outputs.stream().noneMatch(traced.node()::equals)) {
                for (int i = 0; i < values.length; i++) {
                    // A sigmoid below the least normal float is 0; a factor lifts what it should have been above that.
                    if (Math.abs(values[i]) + Math.abs(figures.values()[i]) < 1e-35) {
                        values[i] = (float) figures.values()[i];
                    }
                }
                array("node " + traced.node(), values, figures);
                nodesAgain += traced.words() == null ? 0 : 1;
            }
        }
        return this;
    }

    private void array(String name, float[] found, Oracle.@Nullable Figures expected) {
        if (expected == null || expected.values().length != found.length) {
            failures.add(subject + ": " + name + " has " + found.length + " numbers, the interpreter "
                    + (expected == null ? "none" : expected.values().length));
            return;
        }
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            double r = expected.values()[i];
            double ratio =
                    bound.measure(label, subject + " " + name, found[i], r, expected.scales()[i], expected.reduction());
            if (!(ratio <= 1)) {
                failures.add(String.format(
                        Locale.ROOT,
                        "%s: %s[%d] is %s, should be %s (%.1f times the bound; s = %.3g, K = %d)",
                        subject,
                        name,
                        i,
                        found[i],
                        r,
                        ratio,
                        expected.scales()[i],
                        expected.reduction()));
                return;
            }
            largest = Double.isNaN(r) || Double.isInfinite((float) r)
                    ? largest
                    : Math.max(largest, Math.abs(found[i] - r));
        }
        double allowed = 1e-5 * expected.largest() + 32 * expected.rounding() + Float.MIN_NORMAL;
        if (largest > allowed) {
            failures.add(String.format(
                    Locale.ROOT,
                    "%s: %s is off by up to %.3g, floats should reach %.3g (numbers up to %.3g)",
                    subject,
                    name,
                    largest,
                    allowed,
                    expected.largest()));
        }
    }

    /** How many of the nodes compared so far were computed again. */
    int nodesAgain() {
        return nodesAgain;
    }

    /** One line for each array that is wrong. */
    List<String> failures() {
        return failures;
    }
}

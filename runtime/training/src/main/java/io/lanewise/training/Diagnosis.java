package io.lanewise.training;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.training.trace.Recomputation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a NaN or an infinity arose: arguments first, then parameters, then the stored node values in the order in
 * which they were computed; nodes that share a pass are computed again, one by one.
 */
final class Diagnosis {
    private static final String KEPT = " The parameters are as before this step.";

    private final ModelCode code;
    private final float[] weights;
    private final Batch batch;
    private final float[] scratch;
    private final TrainingStep drawn;

    Diagnosis(ModelCode code, float[] weights, Batch batch, float[] scratch, TrainingStep drawn) {
        this.code = code;
        this.weights = weights;
        this.batch = batch;
        this.scratch = scratch;
        this.drawn = drawn;
    }

    /** After a step whose loss is not finite. */
    NonFiniteException ofLoss(float loss, long step) {
        String what = "The loss became " + loss + " in step " + step + ".";
        NonFiniteException found = ofArguments(what, step);
        if (found == null) {
            String cause = step > 1
                    ? " A step before this one overflowed, or training began with it. Lower the learning rate and begin"
                            + " anew from weights that are finite."
                    : " It was so before the first step. Set it to finite numbers, or load or create the model anew.";
            found = ofWeights(code.signature(), weights, what, cause + KEPT, step);
        }
        return found == null ? ofNodes(what, step) : found;
    }

    /** After a backward pass. It runs from the last parameter to the first, so the last is where it arose. */
    NonFiniteException ofGradient(float[] gradient, long step) {
        String what = "The gradient is no longer finite in step " + step + ".";
        NonFiniteException found = ofArguments(what, step);
        if (found != null) {
            return found;
        }
        String name = "";
        String where = "";
        for (TensorLayout parameter : code.signature().parameters()) {
            if (firstNonFinite(gradient, parameter.at(), parameter.length()) >= 0) {
                name = parameter.name();
                where = parameter.state() ? "what the step adds to '" : "the gradient of '";
            }
        }
        return new NonFiniteException(
                name,
                step,
                what + " It arose first in " + where + name
                        + "': the values there are too large for float. Lower the learning rate or scale the inputs."
                        + KEPT);
    }

    /** Parameters that a step made overflow. */
    static NonFiniteException ofParameters(Signature signature, float[] weights, long step) {
        NonFiniteException found = ofWeights(
                signature,
                weights,
                "Step " + step + " or one before overflowed.",
                " Lower the learning rate and begin anew. The network keeps the weights that it had last.",
                step);
        if (found == null) {
            throw new IllegalStateException("All parameters are finite.");
        }
        return found;
    }

    private @Nullable NonFiniteException ofArguments(String what, long step) {
        List<Signature.Argument> arguments =
                code.signature().at(batch.lengths()).arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Signature.Argument argument = arguments.get(i);
            if (!argument.isInts()) {
                float[] values = batch.floats(i);
                int at = firstNonFinite(values, 0, batch.count() * argument.size());
                if (at >= 0) {
                    return new NonFiniteException(
                            argument.name(),
                            step,
                            what + " '" + argument.name()
                                    + "' itself is " + values[at] + " in example " + at / argument.size()
                                    + " of the batch. Clean or replace such examples." + KEPT);
                }
            }
        }
        return null;
    }

    private static @Nullable NonFiniteException ofWeights(
            Signature signature, float[] weights, String what, String advice, long step) {
        for (TensorLayout parameter : signature.parameters()) {
            int at = firstNonFinite(weights, parameter.at(), parameter.length());
            if (at >= 0) {
                return new NonFiniteException(
                        parameter.name(),
                        step,
                        what + " The parameter '" + parameter.name() + "' is " + weights[at] + "." + advice);
            }
        }
        return null;
    }

    /** Computes the loss again, up to the block of examples where it arose, whose values are in the scratch then. */
    private NonFiniteException ofNodes(String what, long step) {
        int block = code.block(batch.count(), 1);
        int first = 0;
        int n = block;
        while (Float.isFinite(code.loss(weights, batch, first, n, drawn, scratch, Member.ALONE))
                && first + n < batch.count()) {
            first += n;
            n = Math.min(block, batch.count() - first);
        }
        Recomputation recomputation = new Recomputation(weights, batch, first, n, scratch, drawn);
        for (Traced traced : code.traced(n, batch)) {
            float[] values = recomputation.of(traced);
            int width = values.length / n;
            for (int example = 0; example < n; example++) {
                int at = firstNonFinite(values, example * width, width);
                if (at >= 0) {
                    return new NonFiniteException(
                            traced.node(),
                            step,
                            what + " '" + traced.node()
                                    + "' is the first that is not finite: " + values[at] + " in example "
                                    + (first + example)
                                    + " of the batch. Lower the learning rate or scale the inputs." + KEPT);
                }
            }
        }
        return new NonFiniteException(
                "loss",
                step,
                what + " It arose in the loss itself; every node before it is finite."
                        + " Lower the learning rate or scale the targets." + KEPT);
    }

    private static int firstNonFinite(float[] values, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}

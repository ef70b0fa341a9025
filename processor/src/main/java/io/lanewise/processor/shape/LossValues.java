package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Whether a node's values are such as its loss is defined for. */
final class LossValues {
    private final Draft draft;
    private final AnnotationDecl loss;
    private final Problems problems;

    LossValues(Draft draft, AnnotationDecl loss, Problems problems) {
        this.draft = draft;
        this.loss = loss;
        this.problems = problems;
    }

    void check(String function, boolean fromLogits) {
        Values values = draft.values();
        boolean probabilities = values == Values.PROBABILITIES || values == Values.UNIT;
        boolean beyond = values == Values.REAL || values == Values.NON_NEGATIVE || values == Values.LOG_PROBABILITIES;
        switch (function) {
            case "CROSS_ENTROPY", "KL_DIVERGENCE" -> {
                if (fromLogits
                        ? probabilities
                        : values != Values.LOG_PROBABILITIES && (beyond || values == Values.UNIT)) {
                    wrong(fromLogits ? logits(function) : rows(function, values));
                }
            }
            case "BINARY_CROSS_ENTROPY" -> {
                if (fromLogits ? probabilities : beyond) {
                    wrong(
                            fromLogits
                                    ? logits(function)
                                    : "BINARY_CROSS_ENTROPY expects probabilities. " + outside()
                                            + "Use the activation SIGMOID, or fromLogits = true.");
                }
            }
            case "POISSON" -> {
                if (values == Values.REAL || values == Values.LOG_PROBABILITIES) {
                    wrong("POISSON expects rates of at least 0. The values of '" + draft.name()
                            + "' may lie below 0. Use the activation EXPONENTIAL or SOFTPLUS.");
                }
            }
            default -> {}
        }
    }

    /** The same of a target that is a node. */
    void checkTarget(String function, @Nullable Draft target) {
        if (target == null || !target.isKnown()) {
            return;
        }
        Values values = target.values();
        boolean below = values == Values.REAL || values == Values.LOG_PROBABILITIES;
        String of = "'" + target.name() + "', the target of '" + draft.name() + "', ";
        switch (function) {
            case "BINARY_CROSS_ENTROPY", "CROSS_ENTROPY", "KL_DIVERGENCE" -> {
                if (below || values == Values.NON_NEGATIVE) {
                    wrongTarget(function + " expects probabilities as targets. The values of " + of
                            + "may lie outside [0, 1]. Give that node the activation "
                            + (function.equals("BINARY_CROSS_ENTROPY") ? "SIGMOID" : "SOFTMAX")
                            + ", or choose a loss such as MEAN_SQUARED.");
                }
            }
            case "HINGE", "SQUARED_HINGE" -> {
                if (values != Values.REAL && values != Values.MIXED) {
                    wrongTarget(function + " expects targets of -1 and 1. The values of " + of + "are never "
                            + (values == Values.LOG_PROBABILITIES ? "above 0" : "below 0")
                            + ". Bring them to -1 and 1, for example by @Rescaling, or choose the loss"
                            + " BINARY_CROSS_ENTROPY.");
                }
            }
            case "POISSON" -> {
                if (below) {
                    wrongTarget("POISSON expects counts of at least 0 as targets. The values of " + of
                            + "may lie below 0. Give that node an activation such as RELU or EXPONENTIAL.");
                }
            }
            default -> {}
        }
    }

    private void wrongTarget(String text) {
        problems.report(ProblemCode.LOSS_ACTIVATION, text, loss.where("target"));
    }

    private String rows(String function, Values values) {
        boolean unit = values == Values.UNIT;
        String found = unit
                ? "The values of '" + draft.name() + "' lie in [0, 1] but its rows need not have the sum 1. "
                : outside();
        String binary = unit && function.equals("CROSS_ENTROPY") ? ", or the loss BINARY_CROSS_ENTROPY" : "";
        return function + " expects rows of probabilities. " + found + "Use the activation SOFTMAX"
                + (unit ? binary : ", or fromLogits = true") + ".";
    }

    private String outside() {
        return "The values of '" + draft.name() + "' may lie outside [0, 1]. ";
    }

    private String logits(String function) {
        return function + " from logits expects values before the activation. The values of '" + draft.name()
                + "' are probabilities already. Leave fromLogits out, or the activation.";
    }

    private void wrong(String text) {
        problems.report(ProblemCode.LOSS_ACTIVATION, text, loss.where("value"));
    }
}

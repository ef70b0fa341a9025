package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of {@code @Loss} that have a meaning for some functions only. */
final class LossOptions {
    /** Weights of classes stand in the generated class one by one. */
    private static final int MOST_CLASSES = 4096;

    /** Beyond this, whole numbers are not all floats. */
    private static final int LARGEST_INDEX = 1 << 24;

    private static final Set<String> CROSS_ENTROPIES = Set.of("BINARY_CROSS_ENTROPY", "CROSS_ENTROPY");

    private final Draft draft;
    private final AnnotationDecl loss;
    private final Collection<String> nodes;
    private final Problems problems;
    private final String function;

    LossOptions(Draft draft, AnnotationDecl loss, Collection<String> nodes, Problems problems) {
        this.draft = draft;
        this.loss = loss;
        this.nodes = nodes;
        this.problems = problems;
        this.function = loss.text("value");
    }

    /** Reports {@code member} if it is given for another function than these. */
    void onlyFor(String member, Set<String> functions) {
        if (loss.member(member).given() && !functions.contains(function)) {
            String names = String.join(" and ", functions.stream().sorted().toList());
            wrong(
                    member,
                    member + " has a meaning for " + names + " only. The loss is " + function + ". Leave " + member
                            + " out.");
        }
    }

    /** The options, after what is wrong with them was reported. */
    LossTerm.Options checked() {
        onlyFor("delta", Set.of("HUBER"));
        onlyFor("labelSmoothing", CROSS_ENTROPIES);
        onlyFor("classWeights", Set.of("CROSS_ENTROPY"));
        onlyFor("fromLogits", Set.of("BINARY_CROSS_ENTROPY", "CROSS_ENTROPY", "KL_DIVERGENCE"));
        float delta = (Float) loss.member("delta").value();
        if (!(delta > 0 && Float.isFinite(delta))) {
            wrong("delta", "delta must be finite and above 0. It was " + delta + ". Give a number such as 1.");
        }
        float smoothing = (Float) loss.member("labelSmoothing").value();
        if (!(smoothing >= 0 && smoothing < 1)) {
            wrong(
                    "labelSmoothing",
                    "labelSmoothing must be in [0, 1). It was " + smoothing + ". Give a share such as 0.1f.");
        }
        List<Float> weights = ((List<?>) loss.member("classWeights").value())
                .stream().map(Float.class::cast).toList();
        if (!weights.isEmpty() && function.equals("CROSS_ENTROPY")) {
            checkClassWeights(weights);
        }
        boolean sampleWeights = (Boolean) loss.member("sampleWeights").value();
        String argument = LossTerm.weightsOf(draft.name());
        if (sampleWeights && nodes.contains(argument)) {
            problems.report(
                    ProblemCode.NAME_CLASH,
                    "The factors of '" + draft.name() + "' are the argument '" + argument
                            + "'. A node is called so. Rename that node.",
                    loss.where("sampleWeights"));
        }
        return new LossTerm.Options(delta, smoothing, weights, sampleWeights, loss.text("mask"), ignored());
    }

    private @Nullable Integer ignored() {
        if (!loss.member("ignoreIndex").given()) {
            return null;
        }
        onlyFor("ignoreIndex", Set.of("CROSS_ENTROPY"));
        int index = (Integer) loss.member("ignoreIndex").value();
        if (function.equals("CROSS_ENTROPY") && loss.text("labels").equals("PROBABILITIES")) {
            wrong(
                    "ignoreIndex",
                    "ignoreIndex has a meaning for class labels only. The labels are PROBABILITIES. Leave ignoreIndex"
                            + " out, or name a mask.");
        } else if (Math.abs((long) index) > LARGEST_INDEX) {
            wrong(
                    "ignoreIndex",
                    "ignoreIndex must be from -" + LARGEST_INDEX + " to " + LARGEST_INDEX + ". It was " + index
                            + ". Give a label such as -100.");
        }
        return index;
    }

    private void checkClassWeights(List<Float> weights) {
        if (loss.text("labels").equals("PROBABILITIES")) {
            wrong(
                    "classWeights",
                    "classWeights has a meaning for class labels only. The labels are PROBABILITIES. Leave classWeights"
                            + " out, or weigh the rows by sampleWeights = true.");
        } else if (draft.isKnown() && weights.size() != draft.shape().width()) {
            wrong(
                    "classWeights",
                    "classWeights needs a number for each class. There are " + weights.size() + " but '" + draft.name()
                            + "' has " + draft.shape().width() + " classes (" + draft.pathText() + "). Give "
                            + draft.shape().width() + ".");
        } else if (weights.stream().anyMatch(weight -> !(weight >= 0 && Float.isFinite(weight)))
                || weights.stream().allMatch(weight -> weight == 0)) {
            wrong(
                    "classWeights",
                    "classWeights must be finite and at least 0, one of them above. They were " + weights
                            + ". Give factors such as {1, 2.5f}.");
        } else if (weights.size() > MOST_CLASSES) {
            wrong(
                    "classWeights",
                    "classWeights can be " + MOST_CLASSES + " at most. There are " + weights.size()
                            + ". Weigh the rows by sampleWeights = true.");
        }
    }

    private void wrong(String member, String text) {
        problems.report(ProblemCode.ARGUMENT_RANGE, text, loss.where(member));
    }
}

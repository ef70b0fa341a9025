package io.lanewise.training;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Examples;
import io.lanewise.runtime.generated.Check;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that what a model is trained on fits it. One serves a whole training and allocates nothing until a check fails. */
final class Arguments {
    private final Signature model;
    private final int[] sizes;
    private final int[] classes;
    private final Signature.Kind[] kinds;
    /** The model's at the lengths of the last batch. */
    private Signature signature;

    Arguments(Signature signature) {
        this.model = signature;
        this.signature = signature;
        List<Signature.Argument> arguments = signature.arguments();
        this.sizes = new int[arguments.size()];
        if (signature.axes().isEmpty()) {
            measure();
        }
        this.classes = arguments.stream().mapToInt(Signature.Argument::classes).toArray();
        this.kinds = arguments.stream().map(Signature.Argument::kind).toArray(Signature.Kind[]::new);
    }

    private void measure() {
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = signature.arguments().get(i).size();
        }
    }

    /** @throws IllegalStateException if the model has nothing to minimise */
    static void requireLoss(ModelCode code) {
        if (!code.hasLoss()) {
            throw new IllegalStateException(code.signature().model()
                    + " has no loss, so it can be neither trained nor judged. Mark the node to be trained with @Loss.");
        }
    }

    /**
     * Data made for one model serves every model with the same arguments.
     *
     * @throws IllegalArgumentException if names, shapes or classes of the arguments differ
     */
    static void check(Signature signature, Examples data) {
        int[] lengths = data.signature().lengths();
        if (lengths.length != signature.axes().size()
                || !data.signature().arguments().equals(signature.at(lengths).arguments())) {
            throw new IllegalArgumentException("The data was made for "
                    + text(data.signature()) + " but the model is " + text(signature)
                    + ". Make it by the data(...) method of the model's own class.");
        }
    }

    private static String text(Signature signature) {
        return signature.arguments().stream()
                .map(Arguments::text)
                .collect(Collectors.joining(", ", signature.model() + " (", ")"));
    }

    private static String text(Signature.Argument argument) {
        String shape = argument.shape().stream().map(String::valueOf).collect(Collectors.joining("×"));
        String classes = argument.isClasses()
                ? " of " + argument.classes() + " classes"
                : argument.isInts() ? " of integers below " + argument.classes() : "";
        String ignored = argument.ignored() == null ? "" : " or " + argument.ignored();
        String kind = switch (argument.kind()) {
            case PROBABILITIES -> " of probabilities";
            case SIGNS -> " of -1 and 1";
            case NON_NEGATIVE -> " of at least 0";
            case WEIGHTS -> " of weights";
            default -> "";
        };
        return "'" + argument.name() + "'" + (shape.isEmpty() ? "" : " " + shape) + classes + ignored + kind;
    }

    /** @throws IllegalArgumentException if the batch has other arrays, too short ones, or labels or probabilities out of range */
    void check(Batch batch) {
        if (!model.axes().isEmpty() && (signature == model || !Arrays.equals(signature.lengths(), batch.lengths()))) {
            signature = model.at(batch.lengths());
            measure();
        }
        if (batch.arguments() != sizes.length) {
            throw new IllegalArgumentException("The batch has " + batch.arguments() + " arrays but " + signature.model()
                    + " takes " + sizes.length + ": its inputs, then its targets.");
        }
        for (int i = 0; i < sizes.length; i++) {
            boolean labels = kinds[i] == Signature.Kind.CLASSES || kinds[i] == Signature.Kind.INTEGERS;
            if (labels == batch.isFloats(i)) {
                throw new IllegalArgumentException("'" + name(i) + "' is " + (labels ? "a float[]" : "an int[]")
                        + " in the batch. Pass " + (labels ? "an int[]." : "a float[]."));
            }
            int length = labels ? batch.ints(i).length : batch.floats(i).length;
            long needed = (long) batch.count() * sizes[i];
            if (length < needed) {
                throw new IllegalArgumentException("'" + name(i) + "' has " + length + " numbers but " + batch.count()
                        + " examples of " + sizes[i] + " need " + needed + ". Pass a longer array or a smaller count.");
            }
            if (labels) {
                Check.labelsWithin(signature.arguments().get(i), batch.ints(i), (int) needed, sizes[i]);
            } else if (kinds[i] != Signature.Kind.INPUT && kinds[i] != Signature.Kind.TARGET) {
                Check.within(kinds[i], name(i), batch.floats(i), (int) needed, sizes[i]);
            }
        }
    }

    private String name(int argument) {
        return signature.arguments().get(argument).name();
    }
}

package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** {@code y = weight[x]} for each integer of x. {@code weight} lies in rows, {@code [inputDim, outputDim]}. */
final class Embedding implements Layer {
    @Override
    public String annotation() {
        return "Embedding";
    }

    @Override
    public boolean readsIntegers() {
        return true;
    }

    @Override
    public boolean check(Site site) {
        boolean sizes = Counts.check(site, annotation(), "inputDim", "how many integers there are");
        sizes &= Counts.check(site, annotation(), "outputDim", "the size of each vector");
        int padding = site.arguments().integer("paddingIndex");
        int inputDim = site.arguments().integer("inputDim");
        if (inputDim > 0 && (padding < -1 || padding >= inputDim)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "paddingIndex",
                    "paddingIndex must be one of the integers, from 0 to " + (inputDim - 1) + ". It was " + padding
                            + ". Give the integer that stands for nothing, or leave paddingIndex out.");
            sizes = false;
        }
        boolean initializer = Initializers.check(site, "embeddingsInitializer");
        return Treatments.checkRegularizers(site, "embeddingsRegularizer") && initializer && sizes;
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        if (site.values(0) != Values.INTEGERS) {
            return site.wrongInput(
                    ProblemCode.INTEGERS,
                    0,
                    "Embedding reads integers but '" + site.sources().get(0)
                            + "' holds numbers. Declare an input of integers, @Input(shape = …, type = INT).");
        }
        Arguments arguments = site.arguments();
        int inputDim = arguments.integer("inputDim");
        int outputDim = arguments.integer("outputDim");
        Arguments initializer = arguments.nested("embeddingsInitializer");
        Treatment treatment =
                new Treatment(false, Treatments.regularization(arguments, "embeddingsRegularizer"), "NONE", 0);
        site.parameter(new Parameter(
                        "weight",
                        List.of(inputDim, outputDim),
                        initializer.text("value"),
                        initializer.real("scale"),
                        inputDim,
                        outputDim,
                        List.of())
                .asTable(arguments.integer("paddingIndex"))
                .treated(treatment));
        if (input.dims().equals(List.of(1)) && input.axis().isEmpty()) {
            return Shape.of(outputDim);
        }
        List<Integer> dims = new ArrayList<>(input.dims());
        dims.add(outputDim);
        return new Shape(dims, input.axis());
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value indices = lowering.inputs().get(0);
        int padding = lowering.arguments().integer("paddingIndex");
        Value rows = lowering.gather(lowering.parameter("weight"), indices, padding);
        return rows.type().dims().equals(lowering.shape().dims()) ? rows : lowering.reshape(rows);
    }
}

package io.lanewise.runtime.train;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.kernel.Member;
import java.util.List;

/** Judges one network on one data set, again and again, with buffers made once. */
final class Evaluator {
    private final ModelCode code;
    private final Batches batches;
    private final float[][] outputs;

    /** Output that belongs to each argument, −1 for all but targets of classes. */
    private final int[] outputOf;

    private final boolean classifies;

    Evaluator(ModelCode code, Dataset data, int batchSize) {
        Arguments.requireLoss(code);
        Arguments.check(code.signature(), data);
        this.code = code;
        this.batches = data.batches(batchSize);
        int examples = Math.min(batchSize, data.count());
        List<Signature.Output> declared = code.signature().outputs();
        this.outputs = code.signature().outputArrays(examples);
        List<Signature.Argument> arguments = code.signature().arguments();
        this.outputOf = new int[arguments.size()];
        boolean any = false;
        for (int i = 0; i < outputOf.length; i++) {
            outputOf[i] = output(arguments.get(i), declared);
            any |= outputOf[i] >= 0;
        }
        this.classifies = any;
    }

    /** A target bears the name of the output that it judges. */
    private static int output(Signature.Argument argument, List<Signature.Output> outputs) {
        if (argument.isClasses()) {
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).name().equals(argument.name())
                        && outputs.get(i).size() == argument.size() * argument.classes()) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Evaluates these weights, whose derived part is prepared. */
    Evaluation evaluate(float[] weights, Scratch scratch) {
        double loss = 0;
        long examples = 0;
        long right = 0;
        long labels = 0;
        for (Batch batch : batches) {
            int count = batch.count();
            loss += (double) code.loss(weights, batch, count, TrainingStep.EVALUATE, scratch.of(count), Member.ALONE)
                    * count;
            examples += count;
            if (classifies) {
                predict(weights, batch, scratch);
                for (int i = 0; i < outputOf.length; i++) {
                    if (outputOf[i] >= 0) {
                        Signature.Argument target = code.signature().arguments().get(i);
                        right += right(outputs[outputOf[i]], batch.ints(i), count * target.size(), target.classes());
                        labels += (long) count * target.size();
                    }
                }
            }
        }
        return new Evaluation(loss / examples, classifies ? (double) right / labels : Double.NaN);
    }

    private void predict(float[] weights, Batch batch, Scratch scratch) {
        int rows = code.rows();
        for (int from = 0; from < batch.count(); from += rows) {
            int count = Math.min(rows, batch.count() - from);
            code.predict(weights, batch, from, count, outputs, scratch.of(count));
        }
    }

    /** How many rows are largest at their label; of equal values the first counts, and a row with a NaN never does. */
    private static long right(float[] output, int[] labels, int rows, int classes) {
        long right = 0;
        for (int row = 0; row < rows; row++) {
            int at = row * classes;
            int label = labels[row];
            float value = output[at + label];
            boolean largest = !Float.isNaN(value);
            for (int c = 0; c < classes && largest; c++) {
                largest = c < label ? output[at + c] < value : output[at + c] <= value;
            }
            if (largest) {
                right++;
            }
        }
        return right;
    }
}

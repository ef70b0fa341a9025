package io.lanewise.processor.proof;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The loss and all gradients of a batch, by blocks of so many examples, by one thread or a team; numbers left from before do not matter. */
final class GradientRun implements Team.Work {
    private final ModelCode code;
    private final float[] w;
    private final Batch batch;
    private final TrainingStep step;
    private final int block;
    private final float[] scratch;
    private final float[] gradient;
    private final float[][] inputs;
    private volatile float loss;

    GradientRun(CompiledModel model, Batch batch, TrainingStep step, int block) {
        this.code = model.network().weights().code();
        this.w = model.network().weights().current();
        this.batch = batch;
        this.step = step;
        this.block = block;
        this.scratch = garbage((int) code.trainingScratch(Math.min(block, batch.count())));
        this.gradient = garbage(code.signature().parameterFloats());
        List<Signature.Argument> arguments = code.signature().longest().inputs();
        this.inputs = new float[arguments.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new float[batch.count() * arguments.get(i).size()];
        }
    }

    private static float[] garbage(int length) {
        float[] all = new float[length];
        Arrays.fill(all, Float.NaN);
        return all;
    }

    @Override
    public void run(Member member) {
        for (int first = 0; first < batch.count(); first += block) {
            int n = Math.min(block, batch.count() - first);
            loss = code.loss(w, batch, first, n, step, scratch, member);
            code.backward(w, gradient, batch, first, n, step, scratch, inputs, member);
            member.barrier();
        }
    }

    /** What is not the same to the bit in {@code other}. */
    List<String> differences(GradientRun other) {
        List<String> found = new ArrayList<>();
        if (Float.floatToIntBits(loss) != Float.floatToIntBits(other.loss)) {
            found.add("loss " + loss + ", not " + other.loss);
        }
        compare("gradient", gradient, other.gradient, found);
        for (int i = 0; i < inputs.length; i++) {
            compare("gradient of input " + i, inputs[i], other.inputs[i], found);
        }
        return found;
    }

    private static void compare(String what, float[] due, float[] actual, List<String> found) {
        int at = Arrays.mismatch(due, actual);
        if (at >= 0) {
            found.add(what + " [" + at + "] " + due[at] + ", not " + actual[at]);
        }
    }

    /** What blocks of some sizes change of the gradients of a model that trains by blocks; nothing of another. */
    static List<String> ofBlocks(CompiledModel model, Batch batch, TrainingStep step) {
        List<String> found = new ArrayList<>();
        if (isByBlocks(model)) {
            GradientRun whole = new GradientRun(model, batch, step, batch.count());
            whole.run(Member.ALONE);
            for (int block : new int[] {1, 2, (batch.count() + 2) / 2}) {
                GradientRun blocks = new GradientRun(model, batch, step, block);
                blocks.run(Member.ALONE);
                whole.differences(blocks).forEach(each -> found.add("by blocks of " + block + " " + each));
            }
        }
        return found;
    }

    static boolean isByBlocks(CompiledModel model) {
        return model.network().weights().code().trainingRows() < Integer.MAX_VALUE;
    }
}

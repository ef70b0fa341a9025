package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random models of sequences of variable length, in calls of some lengths one after the other: outputs, loss and all gradients are those
 * of the interpreter for the model of that fixed length, and the outputs have its bits. {@code -Dlanewise.lengths=FIRST,COUNT} tries
 * others than the usual.
 */
class RandomLengthsTests {
    private static final int[] LENGTHS = {5, 1, 16, 15, 17, 2};
    private static final int[] BATCHES = {1, 2, 3, 7, 16, 17};

    @Test
    void callsAgreeWithTheInterpreterOfTheFixedLength() throws Exception {
        String[] range = System.getProperty("lanewise.lengths", "0,60").split(",");
        int first = Integer.parseInt(range[0]);
        int end = first + Integer.parseInt(range[1]);
        Map<String, String> sources = new LinkedHashMap<>();
        for (int seed = first; seed < end; seed++) {
            RandomSequences.Source model = RandomSequences.of(seed);
            sources.put("random/Any" + seed + ".java", model.text("Any" + seed));
            for (int length : lengths(model)) {
                String name = "Fixed" + seed + "At" + length;
                sources.put("random/" + name + ".java", model.text(name, length));
            }
        }
        ModelCompiler.Compiled compiled = ModelCompiler.compile(Map.of(), sources);
        ClassLoader loader = compiled.files().loader();
        Bound bound = new Bound();
        List<String> failures = new ArrayList<>();
        for (int seed = first; seed < end; seed++) {
            RandomSequences.Source source = RandomSequences.of(seed);
            CompiledModel any = CompiledModel.create(loader.loadClass("random.Any" + seed + "Model"), seed);
            for (int length : lengths(source)) {
                String name = "Fixed" + seed + "At" + length;
                CompiledModel fixed = CompiledModel.create(loader.loadClass("random." + name + "Model"), seed);
                List<String> wrong = check(any, fixed, name, compiled, length, seed, bound);
                if (!wrong.isEmpty()) {
                    failures.add(String.join("\n", wrong) + "\n" + source.text("Any" + seed));
                }
            }
        }
        System.out.println(bound.report());
        assertEquals(List.of(), failures, String.join("\n", failures));
    }

    /** A longer one behind a shorter one, and the other way round; the greatest at last. */
    private static int[] lengths(RandomSequences.Source model) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < LENGTHS.length && lengths.size() < 2; i++) {
            int length = LENGTHS[(int) ((model.seed() + i) % LENGTHS.length)];
            if (length < model.max()) {
                lengths.add(length);
            }
        }
        lengths.add(model.max());
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Outputs as long as those of {@code like}, in two parts of the batch. */
    private static float[][] predict(CompiledModel model, Batch batch, float[][] like) {
        Weights weights = model.network().weights();
        float[][] found = new float[like.length][];
        for (int o = 0; o < like.length; o++) {
            found[o] = new float[like[o].length];
        }
        float[] scratch = weights.take();
        Arrays.fill(scratch, 7);
        int rows = Math.min(weights.code().rows(), 1 + batch.count() / 2);
        for (int from = 0; from < batch.count(); from += rows) {
            int n = Math.min(rows, batch.count() - from);
            weights.code().predict(weights.current(), batch, from, n, found, scratch);
        }
        weights.give(scratch);
        return found;
    }

    private static List<String> check(
            CompiledModel any,
            CompiledModel fixed,
            String name,
            ModelCompiler.Compiled compiled,
            int length,
            int seed,
            Bound bound) {
        List<String> failures = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            int count = BATCHES[(seed + length + run) % BATCHES.length];
            TrainingStep step = run == 0 ? TrainingStep.EVALUATE : TrainingStep.of(seed, 5);
            Oracle oracle;
            Object[] arrays;
            int again = 0;
            do {
                // Other data where something is compared that floats cannot tell from each other.
                arrays = Arguments.of(fixed.signature(), Map.of(), count, seed * 2L + run + 1000L * again);
                oracle = Interpretation.of(compiled.stages(name), fixed, Batch.of(count, arrays), step);
            } while (oracle.isClose() && again++ < 20);
            Batch batch = Batch.of(count, arrays).lengths(length);
            Comparison comparison =
                    new Comparison(name + " batch " + count + (run == 0 ? "" : " training"), "lengths", bound);
            if (run == 0) {
                float[][] due = fixed.predict(Batch.of(count, arrays), count);
                float[][] found = predict(any, batch, due);
                for (int o = 0; o < due.length; o++) {
                    assertArrayEquals(due[o], found[o], name);
                }
                comparison.outputs(fixed.signature(), found, oracle);
            }
            failures.addAll(comparison.gradients(any, batch, step, oracle).failures());
        }
        return failures;
    }
}

package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.layer.Layers;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random valid models against the interpreter: outputs, loss and all gradients. {@code -Dlanewise.random=FIRST,COUNT} tries
 * others than the usual.
 */
class RandomModelsTests {
    private static final int COUNT = 300;
    private static final int[] BATCHES = {1, 2, 3, 7, 15, 16, 17, 31, 32, 33};

    private final AtomicInteger nodesAgain = new AtomicInteger();
    private final AtomicInteger byBlocks = new AtomicInteger();

    @Test
    void modelsAgreeWithTheInterpreter() throws Exception {
        String[] range = System.getProperty("lanewise.random", "0," + COUNT).split(",");
        int first = Integer.parseInt(range[0]);
        int count = Integer.parseInt(range[1]);
        List<RandomModel.Source> models = new ArrayList<>();
        Map<String, String> sources = new LinkedHashMap<>();
        for (int seed = first; seed < first + count; seed++) {
            RandomModel.Source model = RandomModel.of(seed);
            models.add(model);
            sources.put("random/" + model.name() + ".java", model.text());
        }
        ModelCompiler.Compiled compiled =
                ModelCompiler.compile(Map.of("random/Blocks.java", RandomModel.BLOCKS), sources);
        ClassLoader loader = compiled.files().loader();
        Bound bound = new Bound();
        List<String> failures = new CopyOnWriteArrayList<>();
        models.parallelStream().forEach(model -> {
            List<String> wrong = new ArrayList<>();
            try {
                wrong = check(model, compiled, loader, bound);
            } catch (ClassNotFoundException | RuntimeException | LinkageError failure) {
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                wrong.add(model.name() + ": " + trace);
            }
            if (!wrong.isEmpty()) {
                failures.add("Seed " + model.seed() + "\n" + String.join("\n", wrong) + "\n" + model.text());
            }
        });
        System.out.println(bound.report());
        System.out.println(byBlocks + " of " + count + " models are trained by blocks");
        assertTrue(byBlocks.get() > count / 4, "Only " + byBlocks + " of " + count + " models are trained by blocks");
        assertTrue(nodesAgain.get() > 0, "No model has a node that only a diagnosis sees");
        assertEquals(
                List.of(),
                failures,
                failures.size() + " of " + count + " models are wrong:\n" + String.join("\n", failures));
    }

    private List<String> check(
            RandomModel.Source source, ModelCompiler.Compiled compiled, ClassLoader loader, Bound bound)
            throws ClassNotFoundException {
        CompiledModel model =
                CompiledModel.create(loader.loadClass("random." + source.name() + "Model"), source.seed());
        byBlocks.addAndGet(GradientRun.isByBlocks(model) ? 1 : 0);
        List<String> failures = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            int count = BATCHES[(int) Math.floorMod(source.seed() * 3 + run * 7, (long) BATCHES.length)];
            TrainingStep step = run == 0 ? TrainingStep.EVALUATE : TrainingStep.of(source.seed(), 5);
            Batch batch = Arguments.batch(model.signature(), source.targets(), count, source.seed() * 2 + run);
            Oracle oracle = Interpretation.of(compiled.stages(source.name()), model, batch, step);
            // Other data, and less, where something is compared that floats cannot tell from each other.
            for (int again = 1; oracle.isClose() && again < 20; again++) {
                count = Math.max(1, count / 2);
                batch = Arguments.batch(model.signature(), source.targets(), count, source.seed() + 1000L * again);
                oracle = Interpretation.of(compiled.stages(source.name()), model, batch, step);
            }
            Comparison comparison =
                    new Comparison(source.name() + " batch " + count + (run == 0 ? "" : " training"), "random", bound);
            if (run == 0) {
                comparison.outputs(model.signature(), model.predict(batch, 1 + count / 2), oracle);
            }
            failures.addAll(comparison
                    .gradients(model, batch, step, oracle)
                    .nodes(model, batch, step, oracle)
                    .failures());
            nodesAgain.addAndGet(comparison.nodesAgain());
        }
        return failures;
    }

    /**
     * All layers, and options of which a layer is not the same without, are among the models of the build. Sequences whose length a
     * call decides, with pooling by a mask, are {@link RandomSequences}.
     */
    @Test
    void everyLayerOccurs() {
        String texts = IntStream.range(0, COUNT)
                .mapToObj(seed -> RandomModel.of(seed).text())
                .collect(Collectors.joining());
        Stream<String> layers = Layers.ALL.stream().map(layer -> "@" + layer.annotation() + "\\b");
        Stream<String> options = Stream.of(
                "@SeparableConv2D[^@]*depthMultiplier = 2",
                "@Conv2DTranspose[^@]*groups = [2-9][^@]*paddings[^@]*outputPadding = (\\{|[1-9])",
                "@MaxPool1D[^@]*paddings",
                "@MaxPool2D[^@]*paddings",
                "@AveragePooling1D[^@]*paddings[^@]*countPadding",
                "@AveragePooling2D[^@]*paddings[^@]*countPadding",
                "@Conv1D[^@]*sharedWith",
                "@Conv2D[^@]*sharedWith",
                "@DepthwiseConv2D[^@]*sharedWith",
                "@SeparableConv2D[^@]*sharedWith",
                "@Conv2DTranspose[^@]*sharedWith",
                "@MatMul\\(transposeFirst = true",
                "@MatMul\\(transposeFirst = false, transposeSecond = true",
                "@Permute\\(dims = \\{\\d, \\d, \\d",
                "@Sum\\(axis = \\{");
        List<String> missing = Stream.concat(layers, options)
                .filter(word -> !Pattern.compile(word).matcher(texts).find())
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void theSameSeedGivesTheSameText() {
        assertEquals(RandomModel.of(5).text(), RandomModel.of(5).text());
        assertTrue(RandomModel.of(5).text().contains("@Loss"));
    }
}

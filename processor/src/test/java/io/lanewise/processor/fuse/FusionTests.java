package io.lanewise.processor.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Back;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many kernels, and passes over memory, named models take: fusion is counted. */
class FusionTests {
    private static Back model(String nodes) {
        Back back = Back.of("M", "@Model interface M {\n" + nodes + "\n}");
        assertEquals(List.of(), back.reported());
        return back;
    }

    /** Kernels of inference. */
    private static int inference(Back back) {
        return Fused.kernels(assertNotNullLoops(back.inference()).fused().forward());
    }

    private static Fused training(Back back) {
        return assertNotNullLoops(back.training()).fused();
    }

    private static Looped assertNotNullLoops(@org.jspecify.annotations.Nullable Looped looped) {
        assertNotNull(looped);
        return looped;
    }

    /** Kernels of a section that run row by row; the products of gradients of weights are none of them. */
    private static long withRows(List<Step> section) {
        return section.stream()
                .filter(step -> step instanceof Step.Kernel kernel
                        && kernel.overBatch()
                        && !kernel.rows().isEmpty())
                .count();
    }

    private static long products(List<Step> section) {
        return section.stream()
                .filter(step -> step instanceof Step.Kernel kernel && kernel.head() != null)
                .count();
    }

    private static String text(Back back) {
        return training(back).toText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"LINEAR", "SIGMOID", "TANH", "RELU", "LEAKY_RELU", "ELU", "SELU", "GELU", "SILU", "SOFTPLUS"})
    void denseBiasActivationAndDropoutAreOneKernelEachWay(String activation) {
        Back back = model("@Input(shape = 64) Tensor x();"
                + "@Dense(units = 32, activation = " + activation + ") Tensor hidden(Tensor x);"
                + "@Dropout(rate = 0.5f) Tensor dropped(Tensor hidden);"
                + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor dropped);");
        assertEquals(2, inference(back), () -> text(back));
        // hidden with its dropout; y with its loss.
        assertEquals(2, Fused.kernels(training(back).forward()), () -> text(back));
        // The loss and y's bias; dX · Wᵀ with dropout, the activation's derivative and hidden's bias.
        assertEquals(2, withRows(training(back).backward()), () -> text(back));
        // dX, and two gradients of weights.
        assertEquals(3, products(training(back).backward()), () -> text(back));
        assertEquals(4, Fused.kernels(training(back).backward()), () -> text(back));
    }

    @ParameterizedTest
    @CsvSource({"32, 16, 0", "4, 3, 0", "33, 16, 1", "32, 17, 1", "4, 1, 1"})
    void aSmallProductIsComputedByTheKernelOfItsRows(int inputs, int units, int products) {
        Back back = model("@Input(shape = " + inputs + ") Tensor x();" + "@Dense(units = " + units
                + ", activation = TANH) @Loss(MEAN_SQUARED) Tensor y(Tensor x);");
        Fused inference = assertNotNullLoops(back.inference()).fused();
        assertEquals(1, Fused.kernels(inference.forward()), inference::toText);
        assertEquals(products, products(inference.forward()), inference::toText);
        assertEquals(1, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(products, products(training(back).forward()), () -> text(back));
    }

    @Test
    void denseReadsOnceAndWritesOnce() {
        Back back =
                model("@Input(shape = 64) Tensor x(); @Dense(units = 32, activation = RELU) Tensor hidden(Tensor x);"
                        + "@Dense(units = 16, activation = TANH) @Output Tensor y(Tensor hidden);");
        Looped loops = assertNotNullLoops(back.inference());
        // Each reads its input, and its result goes from the product to the activation while in cache, or in a
        // register.
        assertEquals(
                3 + 2,
                loops.passes(loops.fused().forward()),
                () -> loops.fused().toText());
    }

    @ParameterizedTest
    @CsvSource({
        "SOFTMAX, CROSS_ENTROPY",
        "SIGMOID, BINARY_CROSS_ENTROPY",
        "LINEAR, MEAN_SQUARED",
        "TANH, HALF_SQUARED",
        "RELU, MEAN_ABSOLUTE",
        "SIGMOID, MEAN_SQUARED"
    })
    void theLossIsOneKernelWithItsDenseAndOneBack(String activation, String loss) {
        for (int units : new int[] {16, 10}) {
            Back back = model("@Input(shape = 64) Tensor x(); @Dense(units = " + units + ", activation = " + activation
                    + ") @Loss(" + loss + ") Tensor y(Tensor x);");
            assertEquals(1, inference(back), () -> text(back));
            assertEquals(1, Fused.kernels(training(back).forward()), () -> text(back));
            assertEquals(1, withRows(training(back).backward()), () -> text(back));
            assertEquals(1, products(training(back).backward()), () -> text(back));
        }
    }

    @Test
    void rowsOfProbabilitiesAreFusedLikeClasses() {
        Back back = model("@Input(shape = 64) Tensor x(); @Dense(units = 10, activation = SOFTMAX)"
                + "@Loss(value = CROSS_ENTROPY, labels = Labels.PROBABILITIES) Tensor y(Tensor x);");
        assertEquals(1, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(1, withRows(training(back).backward()), () -> text(back));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30})
    void anElementwiseChainOfAnyLengthAddsNoKernel(int length) {
        String[] layers = {"@Activate(RELU)", "@Activate(LEAKY_RELU)", "@Dropout(rate = 0.1f)", "@Activate(THRESHOLD)"};
        StringBuilder nodes =
                new StringBuilder("@Input(shape = 64) Tensor x(); @Dense(units = 32) Tensor n0(Tensor x);");
        for (int i = 1; i <= length; i++) {
            String before = "n" + (i - 1);
            String layer = i % 3 == 0 ? "@Add" : i % 3 == 1 ? layers[i == 4 ? 2 : i / 3 % 2] : "@Multiply";
            nodes.append(
                    i % 3 == 1
                            ? layer + " Tensor n" + i + "(Tensor " + before + ");"
                            : layer + " Tensor n" + i + "(@From(\"" + before
                                    + "\") Tensor p, @From(\"n0\") Tensor q);");
        }
        Back back = model(nodes + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor n" + length + ");");
        assertEquals(2, inference(back), () -> text(back));
        assertEquals(2, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(2, withRows(training(back).backward()), () -> text(back));
        Looped loops = assertNotNullLoops(back.inference());
        assertEquals(3 + 2, loops.passes(loops.fused().forward()), () -> loops.toText());
    }

    @Test
    void aChainOnAnInputIsOneKernel() {
        Back back = model("@Input(shape = 20) Tensor x(); @Activate(TANH) Tensor a(Tensor x);"
                + "@Activate(SILU) Tensor b(Tensor a); @Multiply Tensor c(Tensor a, Tensor b);"
                + "@Loss(MEAN_SQUARED) @Activate(RELU) Tensor y(Tensor c);");
        assertEquals(1, inference(back), () -> text(back));
        assertEquals(1, Fused.kernels(training(back).forward()), () -> text(back));
    }

    @Test
    void softmaxInTheMiddleIsOneKernelWithItsDense() {
        Back back = model(
                "@Input(shape = 64) Tensor x(); @Dense(units = 32) Tensor a(Tensor x); @Softmax Tensor b(Tensor a);"
                        + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor b);");
        assertEquals(2, inference(back), () -> text(back));
        assertEquals(2, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(2, withRows(training(back).backward()), () -> text(back));
    }

    @Test
    void aResidualAddJoinsTheProductBeforeIt() {
        Back back = model("@Input(shape = 32) Tensor x(); @Dense(units = 32, activation = RELU) Tensor a(Tensor x);"
                + "@Dense(units = 32) Tensor b(Tensor a); @Add Tensor c(Tensor a, Tensor b); @Activate(RELU) Tensor d(Tensor c);"
                + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor d);");
        assertEquals(3, inference(back), () -> text(back));
        assertEquals(3, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(3, withRows(training(back).backward()), () -> text(back));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20, 40})
    void aChainTooLongForAMethodIsStillOneKernel(int length) {
        StringBuilder nodes =
                new StringBuilder("@Input(shape = 64) Tensor x(); @Dense(units = 32) Tensor n0(Tensor x);");
        for (int i = 1; i <= length; i++) {
            nodes.append("@Activate(GELU) Tensor n" + i + "(Tensor n" + (i - 1) + ");");
        }
        Back back = model(nodes + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor n" + length + ");");
        assertEquals(2, inference(back), () -> text(back));
        assertEquals(2, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(2, withRows(training(back).backward()), () -> text(back));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LayerNormalization", "RmsNormalization"})
    void aNormalisationOfRowsIsOneKernelWithTheResidualBeforeIt(String layer) {
        Back back = model("@Input(shape = {8, 64}, axis = \"time\") Tensor x(); @Dense(units = 64) Tensor a(Tensor x);"
                + "@Add Tensor b(Tensor x, Tensor a); @" + layer + " Tensor c(Tensor b);"
                + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor c);");
        assertEquals(2, inference(back), () -> text(back));
        assertEquals(2, Fused.kernels(training(back).forward()), () -> text(back));
        assertEquals(2, withRows(training(back).backward()), () -> text(back));
    }

    @Test
    void aNormalisationOfABatchReadsItThreeTimesAndBackTwice() {
        Back back = model("@Input(shape = 64) Tensor x(); @Dense(units = 64) Tensor a(Tensor x);"
                + "@BatchNormalization Tensor b(Tensor a); @Activate(RELU) Tensor c(Tensor b);"
                + "@Dense(units = 16) @Loss(MEAN_SQUARED) Tensor y(Tensor c);");
        // The matrix is scaled when parameters are published.
        assertEquals(
                2,
                inference(back),
                () -> assertNotNullLoops(back.inference()).fused().toText());
        // The product with its sum; the squares of what is centred; what is scaled, with the activation; y with its
        // loss.
        assertEquals(4, Fused.kernels(training(back).forward()), () -> text(back));
        // The loss; the two sums behind the product; what is left.
        assertEquals(3, withRows(training(back).backward()), () -> text(back));
    }

    @Test
    void aNormalisationOfABatchGoesIntoTheFiltersBeforeIt() {
        Back back = model("@Input(shape = {6, 6, 3}) Tensor x();"
                + "@Conv2D(filters = 16, kernelSize = 3) Tensor a(Tensor x); @BatchNormalization Tensor b(Tensor a);"
                + "@Activate(RELU) Tensor c(Tensor b); @DepthwiseConv2D(kernelSize = 3, useBias = false) Tensor d(Tensor c);"
                + "@BatchNormalization Tensor e(Tensor d); @Flatten Tensor f(Tensor e);"
                + "@Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor f);");
        Fused fused = assertNotNullLoops(back.inference()).fused();
        long scaled = fused.prepare().stream()
                .filter(step -> step.named().op() instanceof Op.ScaleColumns)
                .count();
        assertEquals(2, scaled, fused::toText);
        // The shift with the activation; the shift; y.
        assertEquals(3, Fused.kernels(fused.forward()), fused::toText);
    }

    @ParameterizedTest
    @CsvSource({"RELU, true, false", "RELU6, true, false", "TANH, false, false", "RELU, false, true"})
    void whatGrowsIsComputedBehindTheMaximumUnlessItIsReadElsewhere(
            String activation, boolean behind, boolean elsewhere) {
        Back back = model("@Input(shape = {6, 6, 3}) Tensor x();"
                + "@Conv2D(filters = 16, kernelSize = 3, activation = " + activation + ") Tensor a(Tensor x);"
                + "@MaxPool2D(2) Tensor b(Tensor a); @Flatten Tensor c(Tensor b);"
                + (elsewhere ? "@GlobalMaxPool2D @Output Tensor z(Tensor a);" : "")
                + "@Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor c);");
        Fused fused = assertNotNullLoops(back.inference()).fused();
        assertEquals(behind ? 4 : 16, rowsOfTheFirstKernel(fused), fused::toText);
        Fused training = assertNotNullLoops(back.training()).fused();
        assertEquals(behind ? 4 : 16, rowsOfTheFirstKernel(training), training::toText);
        boolean pooling = fused.forward().stream().anyMatch(step -> step.named().op() instanceof Op.Pool);
        assertEquals(!behind || elsewhere, pooling, fused::toText);
    }

    private static int rowsOfTheFirstKernel(Fused fused) {
        Step.Kernel first = fused.forward().stream()
                .flatMap(step -> step instanceof Step.Lines lines ? lines.both().stream() : Stream.of(step))
                .filter(Step.Kernel.class::isInstance)
                .map(Step.Kernel.class::cast)
                .findFirst()
                .orElseThrow();
        return first.rows().get(0).type().outer();
    }

    @Test
    void whatFollowsAConvolutionPixelByPixelIsOneStepWithIt() {
        Back back = model("@Input(shape = {8, 8, 16}) Tensor x();"
                + "@Conv2D(filters = 16, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor a(Tensor x);"
                + "@Conv2D(filters = 16, kernelSize = 3, padding = Padding.SAME) Tensor b(Tensor a);"
                + "@Add Tensor c(Tensor a, Tensor b); @Activate(RELU) Tensor d(Tensor c);"
                + "@Conv2D(filters = 12, kernelSize = 3, groups = 4) Tensor e(Tensor d); @GlobalAveragePooling2D Tensor f(Tensor e);"
                + "@Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor f);");
        List<Step> forward = assertNotNullLoops(back.inference()).fused().forward();
        // The filters of a group of three are computed elsewhere; the mean needs all pixels.
        assertEquals(
                List.of("a", "d"),
                forward.stream()
                        .filter(Step.Lines.class::isInstance)
                        .map(step -> step.named().name())
                        .toList(),
                () -> inferenceText(back));
    }

    @ParameterizedTest
    @CsvSource({"'2', true", "'value = 3, strides = 2', false", "'value = 4, padding = Padding.SAME', false"})
    void aConvolutionTakesTheMaximaOfWindowsSideBySide(String windows, boolean inside) {
        Back back = model("@Input(shape = {8, 8, 3}) Tensor x();"
                + "@Conv2D(filters = 16, kernelSize = 3) Tensor a(Tensor x);"
                + "@MaxPool2D(" + windows + ") Tensor b(Tensor a); @Flatten Tensor c(Tensor b);"
                + "@Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor c);");
        Fused fused = assertNotNullLoops(back.inference()).fused();
        boolean pooling = fused.forward().stream().anyMatch(step -> step.named().op() instanceof Op.Pool);
        assertEquals(!inside, pooling, fused::toText);
    }

    /** Steps that go from product to product by blocks of rows, those of a repeated body once. */
    private static List<Step.Tiles> tiles(List<Step> section) {
        return section.stream()
                .flatMap(step -> step instanceof Step.Tiles tiles
                        ? Stream.of(tiles)
                        : step instanceof Step.Repeat repeat ? tiles(repeat.steps()).stream() : Stream.of())
                .toList();
    }

    private static String inferenceText(Back back) {
        return assertNotNullLoops(back.inference()).fused().toText();
    }

    private static List<Step.Tiles> tiles(Back back) {
        return tiles(assertNotNullLoops(back.inference()).fused().forward());
    }

    /** What a prediction takes beside weights and arguments, as the summary says it. */
    private static long workspace(Back back) {
        Matcher found = Pattern.compile("workspace ([\\d,]+) bytes to predict").matcher(back.file("MModel"));
        assertTrue(found.find());
        return Long.parseLong(found.group(1).replace(",", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Input(shape = {512, 64}, axis = \"t\") Tensor x();"
                        + "@MultiHeadAttention(heads = 8) @Output Tensor y(Tensor x);",
                "@Input(shape = {0, 64}, axis = \"t\", max = 512) Tensor x();"
                        + "@MultiHeadAttention(heads = 8, causal = true) @Output Tensor y(Tensor x);",
                "@Input(shape = {512, 64}, axis = \"t\") Tensor x(); @Input(shape = 512) Tensor mask();"
                        + "@MultiHeadAttention(heads = 8, valueSize = 4) @Output Tensor y(Tensor x, Tensor mask);",
                "@Input(shape = {512, 64}, axis = \"t\") Tensor x(); @Input(shape = {300, 16}) Tensor z();"
                        + "@MultiHeadAttention(heads = 8) @Output Tensor y(@From(\"x\") Tensor query, @From(\"z\") Tensor key);",
                "@Input(shape = {512, 64}, axis = \"t\") Tensor x(); @Apply(Layer.class) @Repeat(3) @Output Tensor y(Tensor x);"
                        + "@Block interface Layer { @Input Tensor x();"
                        + "@MultiHeadAttention(heads = 8) @Output Tensor y(Tensor x); }"
            })
    void anAttentionHasScoresOfABlockOfRowsAlone(String nodes) {
        Back back = model(nodes);
        assertEquals(1, tiles(back).size(), () -> inferenceText(back));
        // The scores of one head take a MiB, or 600 KB where there are 300 keys; six arrays of x 131 KB each.
        assertTrue(workspace(back) < 1_250_000, () -> workspace(back) + " bytes");
    }

    @Test
    void whatIsComputedOfProductsRowByRowIsTiledWhateverItIs() {
        Back back = model("@Input(shape = {200, 24}, axis = \"t\") Tensor x(); @Input(shape = {200, 24}) Tensor z();"
                + "@MatMul(transposeSecond = true) Tensor a(Tensor x, Tensor z);"
                + "@Activate(RELU) Tensor b(Tensor a); @L2Normalize Tensor c(Tensor b);"
                + "@MatMul @Output Tensor y(Tensor c, Tensor z);");
        assertEquals(1, tiles(back).size(), () -> inferenceText(back));
    }

    @Test
    void scoresThatAreReadElsewhereOrAreFewStayWhole() {
        String product = "@Input(shape = {200, 24}, axis = \"t\") Tensor x(); @Input(shape = {200, 24}) Tensor z();"
                + "@MatMul(transposeSecond = true) SCORES Tensor a(Tensor x, Tensor z);"
                + "@Softmax SHARES Tensor b(Tensor a); @MatMul @Output Tensor y(Tensor b, Tensor z);";
        for (String shown : List.of("SCORES", "SHARES")) {
            Back back = model(product.replace(shown, "@Output").replaceAll("SCORES|SHARES", ""));
            assertEquals(0, tiles(back).size(), () -> inferenceText(back));
        }
        assertEquals(1, tiles(model(product.replaceAll("SCORES|SHARES", ""))).size());
        Back few = model("@Input(shape = {16, 64}, axis = \"t\") Tensor x();"
                + "@MultiHeadAttention(heads = 8) @Output Tensor y(Tensor x);");
        assertEquals(0, tiles(few).size(), () -> inferenceText(few));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "causal = true, ", "dropout = 0.5f, "})
    void trainingKeepsOfTheScoresWhatTheyBecomeAlone(String more) {
        Back back = model("@Input(shape = {40, 64}, axis = \"t\") Tensor x(); @Input(shape = 40) Tensor mask();"
                + "@MultiHeadAttention(" + more + "heads = 8) Tensor a(Tensor x, Tensor mask);"
                + "@Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor a);");
        Fused fused = training(back);
        Set<Value> read = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Step step : fused.backward()) {
            List<Value> readers = step instanceof Step.Kernel kernel ? kernel.rows() : List.of(step.named());
            readers.forEach(reader -> Operands.of(reader).forEach(operand -> read.add(fused.root(operand))));
        }
        Set<String> kept = new TreeSet<>();
        for (Step step : fused.forward()) {
            List<Value> made = step instanceof Step.Kernel kernel ? kernel.rows() : List.of(step.named());
            made.stream()
                    .filter(value -> value.type().size() == 8 * 40 * 40 && read.contains(value))
                    .forEach(value -> kept.add(value.name()));
        }
        // What is dropped is read by the gradient of the values.
        Set<String> due = more.startsWith("dropout") ? Set.of("a dropout", "a softmax") : Set.of("a softmax");
        assertEquals(due, kept, () -> text(back));
    }
}

package io.lanewise.processor.proof;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what a model of 50 layers adds to javac: the median of five fresh runs with {@code @Model}, generated code compiled
 * too, less that of five runs over the same source without the annotation. Once for layers of three sizes and three
 * activations, as networks have them, and once for layers of which no two are alike, which share no kernel.
 *
 * <pre>java -cp (test class path) io.lanewise.processor.proof.CompileTimeCost</pre>
 */
public final class CompileTimeCost {
    private static final int LAYERS = 50;
    private static final int RUNS = 5;

    private CompileTimeCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("alike: " + report(false));
        System.out.println("all different: " + report(true));
    }

    /** The figure as a line of text. */
    static String report(boolean different) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("compile-time");
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        compile(folder, true, different); // fills the file cache
        for (int run = 0; run < RUNS; run++) {
            with.add(compile(folder, true, different));
            without.add(compile(folder, false, different));
        }
        return String.format(
                Locale.ROOT,
                "%d layers add %.2f s to javac (median of %d fresh runs: %.2f s with the model, %.2f s without)",
                LAYERS,
                median(with) - median(without),
                RUNS,
                median(with),
                median(without));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double compile(Path folder, boolean annotated, boolean different)
            throws IOException, InterruptedException {
        Path source = folder.resolve("Deep.java");
        Files.writeString(source, source(annotated, different));
        Path out = Files.createTempDirectory(folder, "classes");
        String path = String.join(
                File.pathSeparator, ChildJvm.classPathOf("processor", "javapoet", "annotations", "jspecify"));
        String runtime = String.join(File.pathSeparator, ChildJvm.classPathOf("runtime", "annotations", "jspecify"));
        long start = System.nanoTime();
        ChildJvm.run(
                        folder,
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        List.of(
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-proc:full",
                                "-processor",
                                "io.lanewise.processor.LanewiseProcessor",
                                "-processorpath",
                                path,
                                "-cp",
                                runtime,
                                "-d",
                                out.toString(),
                                source.toString()))
                .checked();
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (annotated != Files.exists(out.resolve("DeepModel.class"))) {
            throw new IllegalStateException("javac and the processor wrote " + (annotated ? "no" : "a") + " DeepModel");
        }
        return seconds;
    }

    /** A network of 50 layers. */
    static String source(boolean annotated, boolean different) {
        String[] activations = different
                ? new String[] {"RELU", "TANH", "SIGMOID", "GELU", "SILU", "ELU", "SOFTPLUS", "SELU"}
                : new String[] {"RELU", "TANH", "GELU"};
        StringBuilder text = new StringBuilder(
                        "import io.lanewise.annotations.*;\nimport io.lanewise.annotations.layers.*;\n")
                .append(annotated ? "@Model " : "")
                .append("interface Deep {\n    @Input(shape = 64) Tensor layer0();\n");
        for (int i = 1; i < LAYERS; i++) {
            text.append("    @Dense(units = ")
                    .append(different ? 16 + i : 32 + 32 * (i / 3 % 3))
                    .append(", activation = Activation.")
                    .append(activations[i % activations.length])
                    .append(") Tensor layer")
                    .append(i)
                    .append("(Tensor layer")
                    .append(i - 1)
                    .append(");\n");
        }
        return text.append("    @Dense(units = 10, activation = Activation.SOFTMAX) @Loss(LossFunction.CROSS_ENTROPY) ")
                .append("Tensor kind(Tensor layer")
                .append(LAYERS - 1)
                .append(");\n}\n")
                .toString();
    }
}

package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints to PyTorch and back, of a model with a flattened image, by {@code src/test/python/checkpoint.py}. Where there is
 * a Python with PyTorch the script runs; the files it wrote before are checked everywhere.
 *
 * <p>{@code -Dlanewise.golden=write} writes {@code from_lanewise.*} anew, which takes Python.
 */
class CheckpointTests {
    private static final Path SCRIPT =
            Path.of("src", "test", "python", "checkpoint.py").toAbsolutePath();
    private static final Path GOLDEN =
            Path.of("src", "test", "resources", "proof").toAbsolutePath();
    private static CompiledModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws ClassNotFoundException {
        ModelCompiler.Compiled compiled =
                ModelCompiler.compile(Map.of("app/Photo.java", Resources.text("app/Photo.java")));
        model = CompiledModel.create(compiled.files().loader().loadClass("app.PhotoModel"), 3L);
    }

    @Test
    void whatPyTorchWroteLoadsHere() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Files.write(file, Resources.bytes("from_pytorch.safetensors"));
        check(file, Resources.text("from_pytorch.txt"));
        Path python = python();
        if (python != null) {
            Path cases = folder.resolve("cases.txt");
            script(python, "write", file, cases);
            check(file, Files.readString(cases));
        }
    }

    @Test
    void whatIsWrittenHereLoadsInPyTorch() throws Exception {
        Network trained = model.network().copy();
        float[] images = images();
        int[] kinds = new int[images.length / 24];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = i % 3;
        }
        Training training = Training.of(trained, Adam.of(1e-2f), 1L);
        for (int step = 0; step < 20; step++) {
            training.step(Batch.of(kinds.length, images, kinds));
        }
        training.publish();
        Path file = folder.resolve("trained.safetensors");
        trained.save(file);
        Path python = python();
        if (System.getProperty("lanewise.golden", "").equals("write")) {
            Path cases = folder.resolve("images.txt");
            Files.writeString(cases, words(images));
            Files.write(GOLDEN.resolve("from_lanewise.safetensors"), Files.readAllBytes(file));
            Files.writeString(
                    GOLDEN.resolve("from_lanewise.txt"), words(images) + "\n" + script(python, "predict", file, cases));
            return;
        }
        assertArrayEquals(
                Resources.bytes("from_lanewise.safetensors"),
                Files.readAllBytes(file),
                "Other bytes than when the committed predictions of PyTorch were made");
        check(file, Resources.text("from_lanewise.txt"));
        if (python != null) {
            Path cases = folder.resolve("images.txt");
            Files.writeString(cases, words(images));
            check(file, words(images) + "\n" + script(python, "predict", file, cases));
        }
    }

    /** Loads the file into a model of other weights; its predictions must be those in the text's second line. */
    private static void check(Path file, String text) {
        Network loaded = model.network().copy();
        loaded.weights().load(file);
        float[] images = floats(text.lines().toList().get(0));
        double[] expected = Stream.of(text.lines().toList().get(1).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        int count = images.length / 24;
        float[] predicted = new CompiledModel(loaded).predict(Batch.of(count, images), count)[0];
        assertEquals(expected.length, predicted.length);
        for (int i = 0; i < expected.length; i++) {
            // A probability whose logits are sums of 24 and of 5 products of numbers up to 4.
            double ratio = Bound.ratio(predicted[i], expected[i], 8, 24);
            assertTrue(ratio <= 1, "Prediction " + i + " is " + predicted[i] + ", PyTorch says " + expected[i]);
        }
    }

    private static float[] images() {
        float[] images = new float[9 * 24];
        for (int i = 0; i < images.length; i++) {
            images[i] = ((i * 41) % 67 - 33) / 16f;
        }
        return images;
    }

    private static String words(float[] values) {
        List<String> words = new ArrayList<>();
        for (float value : values) {
            words.add(Float.toString(value));
        }
        return String.join(" ", words);
    }

    private static float[] floats(String line) {
        double[] numbers =
                Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private String script(Path python, String command, Path file, Path numbers) throws Exception {
        return ChildJvm.run(
                        folder,
                        python.toString(),
                        List.of(SCRIPT.toString(), command, file.toString(), numbers.toString()))
                .checked();
    }

    /** A Python that has PyTorch, or null. */
    private Path python() throws Exception {
        for (String name : List.of("/usr/bin/python3", "/usr/local/bin/python3")) {
            if (Files.isExecutable(Path.of(name))
                    && ChildJvm.run(folder, name, List.of("-c", "import torch")).exit() == 0) {
                return Path.of(name);
            }
        }
        return null;
    }
}

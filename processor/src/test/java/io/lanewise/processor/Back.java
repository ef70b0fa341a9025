package io.lanewise.processor;

import io.lanewise.processor.differentiate.Differentiate;
import io.lanewise.processor.expression.Functions;
import io.lanewise.processor.fuse.Fuse;
import io.lanewise.processor.graph.Connect;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.SourceFile;
import io.lanewise.processor.loop.Loop;
import io.lanewise.processor.lower.EarlyMaxima;
import io.lanewise.processor.lower.Lower;
import io.lanewise.processor.problem.Problem;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.shape.Infer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the back of the compiler makes of one model, without compiling what it prints.
 *
 * @param inference loops of prediction; null if something was reported
 * @param training loops of training; null without a loss
 * @param files generated text by qualified name
 * @param reported what was reported, one a line
 */
public record Back(
        @Nullable Looped inference, @Nullable Looped training, Map<String, String> files, List<String> reported) {
    private static final String HEAD = """
            package p;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;

    /** A source of package {@code p} with all of Lanewise imported; {@code model} is the one that is looked at. */
    public static Back of(String model, String declarations) {
        List<Looped> loops = new ArrayList<>();
        Map<String, String> files = new TreeMap<>();
        List<String> reported = new ArrayList<>();
        LanewiseProcessor processor = new LanewiseProcessor((declaration, vectors, problems, dump) -> {
            List<SourceFile> made = Pipeline.run(declaration, vectors, problems, dump);
            if (declaration.name().interfaceName().equals(model)) {
                made.forEach(file -> files.put(file.qualifiedName(), file.text()));
                problems.all().stream().map(Back::text).forEach(reported::add);
                if (!problems.hasErrors()) {
                    Problems none = new Problems();
                    Graph graph = Infer.model(Connect.declaration(declaration, none), none);
                    loops(EarlyMaxima.of(Lower.graph(graph)), loops);
                }
            }
            return made;
        });
        Compilation compilation = compile(processor, HEAD + declarations);
        if (reported.isEmpty() && loops.isEmpty()) {
            throw new AssertionError("'" + model + "' was not compiled:\n" + compilation.messages());
        }
        return new Back(loops.isEmpty() ? null : loops.get(0), loops.size() < 2 ? null : loops.get(1), files, reported);
    }

    /** The text of class {@code p.name}. */
    public String file(String name) {
        return Objects.requireNonNull(files.get("p." + name), () -> name + " is not among " + files.keySet());
    }

    private static String text(Problem problem) {
        return problem.toString();
    }

    private static void loops(Lowered lowered, List<Looped> loops) {
        loops.add(Loop.kernels(Fuse.inference(lowered), Functions::define));
        if (lowered.trained()) {
            Differentiated differentiated = Differentiate.program(lowered);
            loops.add(Loop.kernels(Fuse.training(differentiated), Functions::define));
        }
    }

    private static Compilation compile(LanewiseProcessor processor, String text) {
        try {
            Path folder = Files.createTempDirectory("lanewise");
            try {
                return Compilation.of(
                        folder,
                        List.of("-proc:only", "--add-modules", "jdk.incubator.vector"),
                        processor,
                        Compilation.source("p/Models.java", text));
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.lanewise.processor.proof;

import io.lanewise.processor.ObservedProcessor;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Lowered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles models in memory, with this class path's processor, and keeps what the middle stages made of them. */
final class ModelCompiler {
    private ModelCompiler() {}

    /** What the middle stages made of one model. */
    record Stages(Lowered lowered, Differentiated differentiated) {}

    /**
     * The result of a run without errors.
     *
     * @param stages by the interface's simple name
     * @param warnings texts, one a line
     */
    record Compiled(InMemoryFiles files, Map<String, Stages> stages, List<String> warnings) {
        Stages stages(String model) {
            return Objects.requireNonNull(stages.get(model), "Nothing was lowered for " + model);
        }

        private Compiled with(Compiled other) {
            files.classes.putAll(other.files.classes);
            files.sources.putAll(other.files.sources);
            stages.putAll(other.stages);
            warnings.addAll(other.warnings);
            return this;
        }
    }

    /** Compiles with the vector module and every warning an error, as a strict user would. */
    static Compiled compile(Map<String, String> sources) {
        return compile(
                sources,
                List.of(
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xlint:all,-incubating,-processing",
                        "-Werror",
                        "-classpath",
                        ChildJvm.classPath()));
    }

    /**
     * The same for many models that do not name each other, shared out among as many runs of javac as there are processors.
     *
     * @param common what all may name, compiled in each run
     */
    static Compiled compile(Map<String, String> common, Map<String, String> models) {
        int runs = Math.min(Runtime.getRuntime().availableProcessors(), models.size());
        List<Map<String, String>> parts = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            parts.add(new LinkedHashMap<>(common));
        }
        int count = 0;
        for (Map.Entry<String, String> model : models.entrySet()) {
            parts.get(count++ % runs).put(model.getKey(), model.getValue());
        }
        // Threads of their own: one of JUnit's would run other tests while it waits.
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        try {
            return parts.stream()
                    .map(part -> CompletableFuture.supplyAsync(() -> compile(part), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .reduce(Compiled::with)
                    .orElseThrow();
        } finally {
            threads.shutdown();
        }
    }

    /** Compiles all sources, text by path, in one run of javac; an error is an AssertionError that shows all. */
    static Compiled compile(Map<String, String> sources, List<String> options) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        InMemoryFiles files =
                new InMemoryFiles(javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((path, text) -> units.add(InMemoryFiles.source(path, text)));
        Map<String, Stages> stages = new HashMap<>();
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-proc:full");
        JavaCompiler.CompilationTask task = javac.getTask(null, files, diagnostics, arguments, null, units);
        task.setProcessors(List.of(ObservedProcessor.of((name, lowered, differentiated) ->
                stages.put(name.interfaceName(), new Stages(lowered, differentiated)))));
        boolean compiled = task.call();
        List<String> warnings = new ArrayList<>();
        StringBuilder errors = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            JavaFileObject source = diagnostic.getSource();
            String text = (source == null ? "" : source.getName() + ":" + diagnostic.getLineNumber() + ": ")
                    + diagnostic.getMessage(Locale.ROOT);
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.append(text).append('\n');
            } else {
                warnings.add(text);
            }
        }
        if (!compiled) {
            throw new AssertionError("javac failed:\n" + errors + String.join("\n", warnings));
        }
        return new Compiled(files, stages, warnings);
    }
}

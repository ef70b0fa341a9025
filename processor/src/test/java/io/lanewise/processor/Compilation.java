package io.lanewise.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One run of javac with the processor, in this process.
 *
 * @param generated texts of generated sources by path
 */
public record Compilation(
        boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics, Map<String, String> generated) {

    /** Source text by the path of its file, {@code "p/Digits.java"}. */
    public static JavaFileObject source(String path, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** Compiles into {@code output}, a folder that exists, with the class path of the tests unless {@code options} has its own. */
    public static Compilation of(Path output, List<String> options, Processor processor, JavaFileObject... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> all = new ArrayList<>(List.of("-d", output.toString()));
        all.addAll(options);
        if (!options.contains("--module-path") && !options.contains("-cp")) {
            all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            StringWriter messages = new StringWriter();
            JavaCompiler.CompilationTask task =
                    compiler.getTask(messages, files, diagnostics, all, null, List.of(sources));
            task.setProcessors(List.of(processor));
            boolean success = task.call();
            return new Compilation(success, diagnostics.getDiagnostics(), generated(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> generated(Path output) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(output)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".java")).toList()) {
                texts.put(output.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return texts;
    }

    /** The diagnostics, one a line: {@code line: text}. */
    public String messages() {
        StringBuilder text = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            text.append(diagnostic.getLineNumber())
                    .append(": ")
                    .append(diagnostic.getMessage(Locale.ROOT))
                    .append('\n');
        }
        return text.toString();
    }
}

package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One program in each environment: class path with and without the flag, module path with {@code requires}, with {@code
 * requires static} and without. The bits are the same in all, and the log says what is missing, once.
 */
class EnvironmentTests {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String FLAG = "--add-modules " + MODULE;
    private static final String REQUIRES = "requires static " + MODULE;

    @TempDir
    Path folder;

    @Test
    void sameBitsInEveryEnvironment() throws Exception {
        Path plain = classPath();
        ChildJvm.Result fast =
                run("--add-modules", MODULE, "-cp", plain + File.pathSeparator + libraries(), "app.Main");
        String bits = fast.checked();
        assertTrue(bits.startsWith("bits "), bits);
        assertEquals(List.of(), hints(fast), "A hint although nothing is missing");

        ChildJvm.Result slow = run("-cp", plain + File.pathSeparator + libraries(), "app.Main");
        assertEquals(bits, slow.checked(), "class path without the flag");
        assertHint(slow, FLAG);

        ModelCompiler.Compiled scalar = ModelCompiler.compile(sources(), List.of("-classpath", libraries()));
        assertTrue(
                scalar.warnings().stream().anyMatch(w -> w.contains("[LW801]") && w.contains(FLAG)),
                "No warning LW801 with the flag to add: " + scalar.warnings());
        ChildJvm.Result twin = run("--add-modules", MODULE, "-cp", module(scalar, "scalar"), "app.Main");
        assertEquals(bits, twin.checked(), "class path, compiled without the flag");
        assertHint(twin, FLAG);

        ModelCompiler.Compiled required = modulePath("requires " + MODULE + ";");
        assertTrue(required.files().classes.containsKey("app.PhotoVector"), "no vector form");
        ChildJvm.Result module = run("--module-path", module(required, "required"), "-m", "app/app.Main");
        assertEquals(bits, module.checked(), "module path with requires");
        assertEquals(List.of(), hints(module), "A hint although the module is required");

        String optional = module(modulePath("requires static " + MODULE + ";"), "optional");
        ChildJvm.Result without = run("--module-path", optional, "-m", "app/app.Main");
        assertEquals(bits, without.checked(), "requires static without the flag");
        assertHint(without, FLAG);
        ChildJvm.Result with = run("--add-modules", MODULE, "--module-path", optional, "-m", "app/app.Main");
        assertEquals(bits, with.checked(), "requires static with the flag");
        assertEquals(List.of(), hints(with), "A hint although the flag is given");

        ModelCompiler.Compiled unreadable = modulePath("");
        assertFalse(unreadable.files().classes.containsKey("app.PhotoVector"), "a vector form that cannot compile");
        assertTrue(
                unreadable.warnings().stream().anyMatch(w -> w.contains("[LW801]") && w.contains(REQUIRES)),
                "No warning LW801 with the line to add: " + unreadable.warnings());
        ChildJvm.Result bare = run("--module-path", module(unreadable, "unreadable"), "-m", "app/app.Main");
        assertEquals(bits, bare.checked(), "module path without requires");
        assertHint(bare, REQUIRES);
        ChildJvm.Result flagged =
                run("--add-modules", MODULE, "--module-path", module(unreadable, "unreadable"), "-m", "app/app.Main");
        assertEquals(bits, flagged.checked(), "module path without requires, with the flag");
        assertHint(flagged, REQUIRES);
    }

    private static void assertHint(ChildJvm.Result result, String remedy) {
        List<String> hints = hints(result);
        assertEquals(1, hints.size(), "Not one hint: " + result.err());
        assertTrue(hints.get(0).contains(remedy), "The hint does not say '" + remedy + "': " + hints);
    }

    /** The lines in which the runtime speaks of the vector module; the JVM's own line on incubator modules aside. */
    private static List<String> hints(ChildJvm.Result result) {
        return result.err()
                .lines()
                .filter(line -> line.contains(MODULE) && !line.contains("Using incubator modules"))
                .toList();
    }

    private ChildJvm.Result run(String... arguments) throws Exception {
        return ChildJvm.java(folder, List.of(arguments));
    }

    private Path classPath() throws Exception {
        Path classes = folder.resolve("plain");
        ModelCompiler.compile(sources()).files().writeClasses(classes);
        return classes;
    }

    private ModelCompiler.Compiled modulePath(String line) {
        Map<String, String> sources = sources();
        sources.put(
                "module-info.java",
                "module app { requires io.lanewise.training; requires static io.lanewise.annotations; "
                        + "requires static java.compiler; " + line + " }");
        List<String> options = new ArrayList<>(List.of("--module-path", libraries()));
        if (!line.isEmpty()) {
            options.addAll(List.of("--add-modules", MODULE));
        }
        return ModelCompiler.compile(sources, options);
    }

    private String module(ModelCompiler.Compiled compiled, String name) throws Exception {
        Path classes = folder.resolve(name);
        compiled.files().writeClasses(classes);
        return classes + File.pathSeparator + libraries();
    }

    private static Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("app/Photo.java", Resources.text("app/Photo.java"));
        sources.put("app/Main.java", Resources.text("app/Main.java"));
        return sources;
    }

    /** What a program that trains needs: the trainer, the runtime and the annotations. */
    private static String libraries() {
        return String.join(
                File.pathSeparator,
                ChildJvm.classPathOf("runtime", "training", "annotations", "jspecify").stream()
                        .filter(part -> !part.contains("error_prone")
                                && !part.contains("auto-service")
                                && !part.contains("kotlin"))
                        .toList());
    }
}

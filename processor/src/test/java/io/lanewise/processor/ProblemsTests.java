package io.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.problem.ProblemCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code problems/}: a comment {@code // LW301: some of its text} stands above each line that has a mistake, and
 * exactly these are reported, at these lines. A first line {@code // options: …} is handed to javac.
 */
class ProblemsTests {
    private static final Pattern EXPECTED = Pattern.compile("\\s*// (LW\\d+): (.*)");
    private static final Pattern REPORTED = Pattern.compile("\\[(LW\\d+)] (.*)", Pattern.DOTALL);
    private static final Pattern OPTIONS = Pattern.compile("// options: (.*)");

    @TempDir
    Path output;

    record Expected(String code, long line, String text) {}

    static Stream<String> fixtures() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(ProblemsTests.class.getResource("/problems").toURI());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void reportsExactlyWhatIsMarked(String name) throws IOException, URISyntaxException {
        String text = Files.readString(folder().resolve(name));
        Matcher options = OPTIONS.matcher(text.lines().findFirst().orElseThrow());
        List<String> given =
                options.matches() ? Arrays.asList(options.group(1).split(" ")) : List.of("-Alanewise.vector=off");
        Compilation compilation =
                Compilation.of(output, new ArrayList<>(given), processor(name), Compilation.source("p/" + name, text));

        List<Expected> reported = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
            Matcher matcher = REPORTED.matcher(diagnostic.getMessage(Locale.ROOT));
            if (matcher.find()) {
                reported.add(new Expected(matcher.group(1), diagnostic.getLineNumber(), matcher.group(2)));
            }
        }
        List<Expected> expected = expected(text);
        assertEquals(lines(expected), lines(reported), () -> name + "\n" + compilation.messages());
        for (Expected each : expected) {
            assertTrue(
                    reported.stream()
                            .anyMatch(found -> found.code().equals(each.code())
                                    && found.line() == each.line()
                                    && found.text().contains(each.text())),
                    () -> "'" + each.text() + "' in\n" + compilation.messages());
        }
    }

    private static LanewiseProcessor processor(String name) {
        return name.startsWith("LW900")
                ? new LanewiseProcessor((model, vectors, problems, dump) -> {
                    throw new IllegalStateException("a fault inside");
                })
                : new LanewiseProcessor();
    }

    private static List<Expected> expected(String text) {
        List<Expected> expected = new ArrayList<>();
        List<Matcher> waiting = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = EXPECTED.matcher(lines.get(i));
            if (matcher.matches()) {
                waiting.add(matcher);
            } else {
                long line = i + 1;
                waiting.forEach(found -> expected.add(new Expected(found.group(1), line, found.group(2))));
                waiting.clear();
            }
        }
        return expected;
    }

    private static List<String> lines(List<Expected> problems) {
        return problems.stream()
                .map(problem -> problem.code() + " at line " + problem.line())
                .sorted()
                .toList();
    }

    @Test
    void everyProblemHasAFixture() throws IOException, URISyntaxException {
        Set<String> missing = new HashSet<>();
        for (ProblemCode code : ProblemCode.values()) {
            missing.add(code.id());
        }
        for (String name : fixtures().toList()) {
            expected(Files.readString(folder().resolve(name))).forEach(expected -> missing.remove(expected.code()));
        }
        assertEquals(Set.of(), missing);
    }
}

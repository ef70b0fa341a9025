package io.lanewise.processor.proof;

import io.lanewise.runtime.TrainingStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One model with numbers that PyTorch computed in float64, as {@code src/test/python/reference_cases.py} writes it.
 *
 * @param text the interface and its blocks
 * @param trains whether the numbers are those of a step of training, that of {@link #step()}
 * @param arrays by kind ({@code input}, {@code parameter}, {@code gradient} …), then by name, in the order of the file
 */
record ReferenceCase(String name, String text, int count, boolean trains, Map<String, Map<String, double[]>> arrays) {
    private static final List<String> RESOURCES = List.of(
            "reference_cases.txt",
            "attention_cases.txt",
            "layer_cases.txt",
            "norm_cases.txt",
            "spatial_cases.txt",
            "recurrent_cases.txt",
            "word_cases.txt",
            "loss_cases.txt",
            "option_cases.txt",
            "sequence_cases.txt");

    private static ModelCompiler.@Nullable Compiled compiled;
    private static @Nullable RuntimeException failed;

    /** The arrays of one kind; empty if the case has none. */
    Map<String, double[]> of(String kind) {
        return arrays.getOrDefault(kind, Map.of());
    }

    /** The step that the case is about. */
    TrainingStep step() {
        return trains ? TrainingStep.of(1, 1) : TrainingStep.EVALUATE;
    }

    /** The cases to be tried: all, or with {@code -Dlanewise.cases=REGEX} some alone. */
    static List<ReferenceCase> all() {
        List<ReferenceCase> all = every();
        String chosen = System.getProperty("lanewise.cases", ".*");
        all.removeIf(reference -> !reference.name().matches(chosen));
        return all;
    }

    /** All cases: those of {@code reference_cases.txt}, and those of the layers, words, options and sequences that came later. */
    static List<ReferenceCase> every() {
        return every(RESOURCES);
    }

    /**
     * All cases of these resources.
     *
     * @throws IllegalStateException if two have one name: one would stand in the other's place where they are compiled
     */
    static List<ReferenceCase> every(List<String> resources) {
        List<ReferenceCase> all = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        for (String resource : resources) {
            for (ReferenceCase reference : read(resource)) {
                String other = places.put(reference.name(), resource);
                if (other != null) {
                    throw new IllegalStateException(
                            "Two cases are named " + reference.name() + ", one of proof/" + other
                                    + " and one of proof/" + resource
                                    + ". Rename one in its script in src/test/python and write its file again.");
                }
                all.add(reference);
            }
        }
        return all;
    }

    /** All cases of {@link #all}, compiled once for all tests, also where that fails. */
    static synchronized ModelCompiler.Compiled compiled() {
        if (failed != null) {
            throw failed;
        }
        if (compiled == null) {
            Map<String, String> sources = new LinkedHashMap<>();
            all().forEach(reference -> sources.put("cases/" + reference.name() + ".java", reference.text()));
            try {
                compiled = ModelCompiler.compile(Map.of(), sources);
            } catch (RuntimeException failure) {
                failed = failure;
                throw failure;
            }
        }
        return compiled;
    }

    /** All cases of a resource beside this class's package folder {@code /proof}. */
    static List<ReferenceCase> read(String resource) {
        InputStream stream = Objects.requireNonNull(
                ReferenceCase.class.getResourceAsStream("/proof/" + resource), "Missing resource proof/" + resource);
        List<ReferenceCase> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    if (!block.isEmpty()) {
                        cases.add(parse(block));
                    }
                    block.clear();
                } else {
                    block.add(line);
                }
            }
            if (!block.isEmpty()) {
                cases.add(parse(block));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static ReferenceCase parse(List<String> lines) {
        String name = lines.get(0).substring("case ".length());
        StringBuilder text = new StringBuilder();
        int count = 0;
        boolean trains = false;
        Map<String, Map<String, double[]>> arrays = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("| ")) {
                text.append(line.substring(2)).append('\n');
            } else if (line.equals("training")) {
                trains = true;
            } else if (line.startsWith("count ")) {
                count = Integer.parseInt(line.substring("count ".length()));
            } else {
                int colon = line.indexOf(" : ");
                String[] head = line.substring(0, colon).split(" ");
                double[] numbers = Stream.of(line.substring(colon + 3).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                arrays.computeIfAbsent(head[0], kind -> new LinkedHashMap<>()).put(head[1], numbers);
            }
        }
        return new ReferenceCase(name, text.toString(), count, trains, arrays);
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.lanewise.processor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code -A} options ask for.
 *
 * @param vector {@code "on"}, {@code "off"}, or null to ask the compiler whether the vector module is readable
 * @param dump the folder that each stage's text is written to, or null
 * @param mistake what is wrong with the options, for a report; empty if nothing is
 */
public record Options(@Nullable String vector, @Nullable Path dump, String mistake) {
    static final String VECTOR = "lanewise.vector";
    static final String DUMP = "lanewise.dump";

    /** Set where kapt runs the processor: its compiler has other flags than the one that compiles the result. */
    static final String KAPT = "kapt.kotlin.generated";

    /** Every option that is looked at. */
    public static final Set<String> NAMES = Set.of(VECTOR, DUMP, KAPT);

    /** The options of a run of the compiler. */
    public static Options of(Map<String, String> given) {
        String dump = given.get(DUMP);
        Path folder = null;
        try {
            folder = dump == null || dump.isBlank() ? null : Path.of(dump);
        } catch (InvalidPathException e) {
            return new Options(
                    "on",
                    null,
                    "-A" + DUMP + " must be a folder. It was \"" + dump + "\". Give a path of this system.");
        }
        String vector = given.get(VECTOR);
        if (vector != null && !vector.equals("on") && !vector.equals("off")) {
            return new Options(
                    "on",
                    folder,
                    "-A" + VECTOR + " must be on or off. It was \"" + vector + "\". Write -A" + VECTOR + "=on.");
        }
        return new Options(vector == null && given.containsKey(KAPT) ? "on" : vector, folder, "");
    }

    /** Whether vector code is asked for; empty where the compiler is to be asked. */
    public Optional<Boolean> vectors() {
        return Optional.ofNullable(vector).map("on"::equals);
    }
}

package io.lanewise.processor.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Files of {@code src/test/resources/proof}. */
final class Resources {
    private Resources() {}

    static byte[] bytes(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream("/proof/" + name)) {
            return Objects.requireNonNull(stream, "Missing resource proof/" + name)
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The sources of these classes of {@code app}, by file. */
    static Map<String, String> sources(List<String> names) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String name : names) {
            String file = "app/" + name + ".java";
            sources.put(file, text(file));
        }
        return sources;
    }
}

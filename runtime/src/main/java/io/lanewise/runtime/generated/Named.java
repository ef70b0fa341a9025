package io.lanewise.runtime.generated;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a model by the names that users give; what is not found is an error that tells the nearest name. */
public final class Named {
    private Named() {}

    /** @throws IllegalArgumentException if there is no such parameter */
    public static TensorLayout parameter(Signature signature, String name) {
        TensorLayout layout = signature.parameter(name);
        if (layout == null) {
            throw unknown(
                    signature,
                    "parameter",
                    name,
                    signature.parameters().stream().map(TensorLayout::name).toList());
        }
        return layout;
    }

    /**
     * The parameters whose names match a pattern, in order of memory.
     *
     * @param pattern a name, in which {@code *} stands for any run of characters, dots too: {@code features.*}
     * @throws IllegalArgumentException if there is none
     */
    public static List<TensorLayout> matching(Signature signature, String pattern) {
        List<TensorLayout> found = signature.parameters().stream()
                .filter(layout -> matches(pattern, layout.name()))
                .toList();
        if (found.isEmpty()) {
            throw unknown(
                    signature,
                    pattern.indexOf('*') < 0 ? "parameter" : "parameter that matches",
                    pattern,
                    signature.parameters().stream().map(TensorLayout::name).toList());
        }
        return found;
    }

    /** Whether a name matches a pattern: begins with its first part, ends with its last, and has the others between in order. */
    static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return name.equals(pattern);
        }
        int at = parts[0].length();
        int end = name.length() - last.length();
        if (end < at || !name.startsWith(parts[0]) || !name.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }

    /** Index of an input among the model's. */
    public static int input(Signature signature, String name) {
        List<String> names =
                signature.inputs().stream().map(Signature.Argument::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw unknown(signature, "input", name, names);
        }
        return index;
    }

    private static IllegalArgumentException unknown(Signature signature, String kind, String name, List<String> names) {
        String nearest = nearest(name, names);
        return new IllegalArgumentException(signature.model() + " has no " + kind + " '" + name + "'. "
                + (nearest == null ? "" : "Did you mean '" + nearest + "'? ")
                + (names.isEmpty() ? "It has none at all." : "It has '" + String.join("', '", names) + "'."));
    }

    /** The name of least edit distance, the first of equals; null if more than half of the letters of each differ. */
    private static @Nullable String nearest(String name, List<String> names) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : names) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least && distance <= Math.max(name.length(), candidate.length()) / 2) {
                nearest = candidate;
                least = distance;
            }
        }
        return nearest;
    }

    /** Least number of letters to insert, delete or replace (Levenshtein), a row of the table at a time; a * is any letters. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            if (a.charAt(i - 1) == '*') {
                for (int j = 1; j <= b.length(); j++) {
                    row[j] = Math.min(row[j], row[j - 1]);
                }
                continue;
            }
            int diagonal = row[0];
            row[0]++;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

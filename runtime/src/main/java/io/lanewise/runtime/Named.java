package io.lanewise.runtime;

import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a model by the names that users give. */
final class Named {
    private Named() {}

    static TensorLayout parameter(Signature signature, String name) {
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

    /** Index of an input among the model's. */
    static int input(Signature signature, String name) {
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

    /** Least number of letters to insert, delete or replace (Levenshtein), a row of the table at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

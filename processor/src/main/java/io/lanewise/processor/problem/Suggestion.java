package io.lanewise.processor.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Did-you-mean: the known name nearest to what was written. */
public final class Suggestion {
    private Suggestion() {}

    /** The nearest of {@code known}, if it is near: at most a third of the letters differ, or two. */
    public static Optional<String> near(String written, Collection<String> known) {
        int limit = Math.max(2, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name) <= Math.min(limit, name.length() - 1))
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code Did you mean 'hidden'?}, or else a list of what is known. */
    public static String sentence(String written, Collection<String> known, String otherwise) {
        return near(written, known)
                .map(name -> "Did you mean '" + name + "'?")
                .orElseGet(() -> known.isEmpty() ? otherwise : "Known are " + list(known) + ".");
    }

    /** Names in quotes, in alphabetical order. */
    public static String list(Collection<String> names) {
        return String.join(
                ", ", names.stream().sorted().map(name -> "'" + name + "'").toList());
    }

    /** Optimal string alignment distance, without regard to case: insert, delete, replace, swap of neighbours. */
    static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            table[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            table[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                int best =
                        Math.min(table[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                table[i][j] = swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
            }
        }
        return table[left.length()][right.length()];
    }
}

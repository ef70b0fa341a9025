package io.lanewise.samples.vectors;

import io.lanewise.samples.plots.NamedPoints;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Learns a vector for each word of a small grammar, says which words are near each other, and draws them all. */
public final class Main {
    /** What the words are drawn by; the others are in a group of their own. */
    static final List<String> GROUPS = List.of("PERSON", "ANIMAL", "FOOD", "DRINK", "FEED", "TOY");

    /** Questions, and their answers at last. */
    static final List<String[]> ANALOGIES = List.of(
            new String[] {"man", "woman", "king", "queen"},
            new String[] {"man", "king", "woman", "queen"},
            new String[] {"boy", "girl", "prince", "princess"},
            new String[] {"king", "prince", "man", "boy"});

    private static final int NEAREST = 4;

    private Main() {}

    /** Takes the folder for the picture; {@code vectors-out} without one. */
    public static void main(String[] arguments) throws IOException {
        run(Path.of(arguments.length > 0 ? arguments[0] : "vectors-out"), System.out);
    }

    static Vectors run(Path pictures, PrintStream out) throws IOException {
        Grammar grammar = new Grammar();
        out.println("Some of the sentences:");
        for (int[] sentence : grammar.draw(4, 2)) {
            out.println("  " + String.join(" ", grammar.text(sentence)));
        }
        Vectors vectors = Vectors.learn(grammar, 10_000, 3);
        out.printf("%n%-10s nearest%n", "");
        for (String word : List.of("king", "girl", "horse", "bread", "tea", "palace", "ball", "his")) {
            out.printf("%-10s %s%n", word, String.join(", ", vectors.nearest(word, NEAREST)));
        }
        out.println();
        for (String[] words : ANALOGIES) {
            out.printf(
                    "%s is to %s as %s is to %s%n",
                    words[0], words[1], words[2], vectors.analogy(words[0], words[1], words[2]));
        }
        PrincipalComponents plane = new PrincipalComponents(
                grammar.words().stream().map(vectors::of).toList(), 2);
        draw(grammar, vectors, plane).save(pictures.resolve("words.png"));
        out.printf(
                Locale.ROOT,
                "%nwrote words.png to %s: the plane that shows %.0f %% of how the vectors differ%n",
                pictures,
                100 * (plane.share(0) + plane.share(1)));
        return vectors;
    }

    static NamedPoints draw(Grammar grammar, Vectors vectors, PrincipalComponents plane) {
        NamedPoints points = NamedPoints.of("Words by what stands beside them");
        for (String word : grammar.words()) {
            int group = 0;
            while (group < GROUPS.size() && !grammar.choices(GROUPS.get(group)).contains(word)) {
                group++;
            }
            points.add(word, plane.along(0, vectors.of(word)), plane.along(1, vectors.of(word)), group);
        }
        return points;
    }
}

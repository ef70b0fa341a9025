package io.lanewise.samples.words;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Learns which letter follows which, in one way after the other; says how well each knows words it has not seen, and draws some. */
public final class Main {
    /** How many words are drawn from each. */
    static final int DRAWN = 8;

    private Main() {}

    /** Takes nothing. */
    public static void main(String[] arguments) {
        run(WordList.read(), System.out);
    }

    /** What each way has learnt. */
    static Map<Way, NextLetter> run(WordList words, PrintStream out) {
        BigramTable counted = new BigramTable(words.train(), 0);
        out.printf(
                "%d words to learn from, %d held out; the pairs of letters, counted:%n%n",
                words.train().size(), words.heldOut().size());
        out.println(counted);
        out.printf("%-22s %9s %9s%n", "perplexity of a letter", "training", "held out");
        Map<Way, NextLetter> learnt = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            NextLetter model = way.learn(words.train());
            say(out, way.title(), words, model);
            learnt.put(way, model);
        }
        return learnt;
    }

    private static void say(PrintStream out, String name, WordList words, NextLetter model) {
        out.printf(
                Locale.ROOT,
                "%-22s %9.4f %9.4f   %s%n",
                name,
                model.perplexity(words.train()),
                model.perplexity(words.heldOut()),
                String.join(" ", model.draw(DRAWN, 1)));
    }
}

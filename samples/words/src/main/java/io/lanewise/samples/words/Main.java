package io.lanewise.samples.words;

import java.io.PrintStream;
import java.util.Locale;

/** Learns which letter follows which, in one way after the other; says how well each knows words it has not seen, and draws some. */
public final class Main {
    private Main() {}

    /** Takes nothing. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        WordList words = WordList.read();
        BigramTable counted = new BigramTable(words.train(), 0);
        out.printf(
                "%d words to learn from, %d held out; the pairs of letters, counted:%n%n",
                words.train().size(), words.heldOut().size());
        out.println(counted);
        out.printf("%-22s %9s %9s%n", "perplexity of a letter", "training", "held out");
        say(out, "counted table", words, new BigramTable(words.train(), 1));
        say(out, "softmax regression", words, Bigrams.softmax(words.train(), 5));
        say(out, "learnt embeddings", words, Bigrams.embedded(words.train(), 5));
        say(out, "recurrent", words, Sequences.recurrent(words.train(), 12));
        say(out, "long short-term memory", words, Sequences.longShortTerm(words.train(), 12));
        say(out, "masked transformer", words, Sequences.transformer(words.train(), 20));
    }

    private static void say(PrintStream out, String name, WordList words, NextLetter model) {
        out.printf(
                Locale.ROOT,
                "%-22s %9.4f %9.4f   %s%n",
                name,
                model.perplexity(words.train()),
                model.perplexity(words.heldOut()),
                String.join(" ", model.draw(8, 1)));
    }
}

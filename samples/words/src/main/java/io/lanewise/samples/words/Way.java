package io.lanewise.samples.words;

import java.util.List;
import java.util.function.Function;

/** The ways to know the next letter, each with as much training as the sample gives it. */
enum Way {
    COUNTED("counted table", words -> new BigramTable(words, 1)),
    SOFTMAX("softmax regression", words -> Bigrams.softmax(words, 5)),
    EMBEDDED("learnt embeddings", words -> Bigrams.embedded(words, 5)),
    RECURRENT("recurrent", words -> Sequences.recurrent(words, 12)),
    LONG_SHORT_TERM("long short-term memory", words -> Sequences.longShortTerm(words, 12)),
    TRANSFORMER("masked transformer", words -> Sequences.transformer(words, 20));

    private final String title;
    private final Function<List<String>, NextLetter> learning;

    Way(String title, Function<List<String>, NextLetter> learning) {
        this.title = title;
        this.learning = learning;
    }

    String title() {
        return title;
    }

    /** What it knows after these words. */
    NextLetter learn(List<String> words) {
        return learning.apply(words);
    }
}

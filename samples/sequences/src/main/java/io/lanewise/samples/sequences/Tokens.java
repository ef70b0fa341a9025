package io.lanewise.samples.sequences;

/** Letters as numbers: 0 for nothing, 1 for the edge of a sequence, and 2 to 27 for a to z. */
final class Tokens {
    /** How many there are. */
    static final int COUNT = 28;

    /** Behind the end, as far as the arrays go. */
    static final int NOTHING = 0;

    /** Before the first letter that is written, and behind the last one. */
    static final int EDGE = 1;

    /** Letters of the longest sequence. */
    static final int READ = 8;

    /** What is written of it: its letters, and the edge behind them. */
    static final int WRITTEN = READ + 1;

    /** The first of the letters. */
    static final int A = 2;

    private Tokens() {}

    /** The letters among some tokens, up to the edge or nothing. */
    static String text(int[] tokens, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to && tokens[i] >= A; i++) {
            text.append((char) ('a' + tokens[i] - A));
        }
        return text.toString();
    }
}

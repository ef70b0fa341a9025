package io.lanewise.samples.sequences;

/**
 * How much of what was written is right.
 *
 * @param tokens share of the tokens, the edge behind the last letter among them, from 0 to 1
 * @param sequences share of the sequences of which every token is right, from 0 to 1
 */
record Score(double tokens, double sequences) {
    static Score of(Writer writer, Pairs pairs) {
        int[] written = writer.write(pairs.read(), pairs.count());
        int[] expected = pairs.next();
        int tokens = 0;
        int rightTokens = 0;
        int rightSequences = 0;
        for (int i = 0; i < pairs.count(); i++) {
            boolean right = true;
            for (int at = i * Tokens.WRITTEN; at < (i + 1) * Tokens.WRITTEN; at++) {
                if (expected[at] != Tokens.NOTHING) {
                    tokens++;
                    rightTokens += written[at] == expected[at] ? 1 : 0;
                    right &= written[at] == expected[at];
                }
            }
            rightSequences += right ? 1 : 0;
        }
        return new Score((double) rightTokens / tokens, (double) rightSequences / pairs.count());
    }
}

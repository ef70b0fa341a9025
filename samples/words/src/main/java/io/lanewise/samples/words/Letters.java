package io.lanewise.samples.words;

/** Letters as numbers: 1 to 26 for a to z, and 0 for the edge of a word, before its first letter and behind its last. */
final class Letters {
    /** How many there are, the edge among them. */
    static final int COUNT = 27;

    /** Before the first letter of a word and behind its last. */
    static final int EDGE = 0;

    private Letters() {}

    /** The number of a letter from a to z. */
    static int number(char letter) {
        return letter - 'a' + 1;
    }

    /** The letter of a number; a dot for the edge. */
    static char letter(int number) {
        return number == EDGE ? '.' : (char) ('a' + number - 1);
    }

    /** A word between its edges: {@code [0, 1, 14, 0]} for "an". */
    static int[] of(String word) {
        int[] numbers = new int[word.length() + 2];
        for (int i = 0; i < word.length(); i++) {
            numbers[i + 1] = number(word.charAt(i));
        }
        return numbers;
    }
}

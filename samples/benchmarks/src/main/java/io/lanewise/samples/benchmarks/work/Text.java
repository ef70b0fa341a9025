package io.lanewise.samples.benchmarks.work;

/** A causal model that is decoded token by token, of so many blocks as {@link Causal} has them. */
public enum Text {
    /** {@link ShortWriter}. */
    SHORT_WRITER("writer-3x384", 3),
    /** {@link Writer}. */
    WRITER("writer-6x384", 6);

    /** Numbers of a token. */
    public static final int SIZE = 384;

    /** Heads of each attention. */
    public static final int HEADS = 12;

    /** Units between the two layers that act on each token. */
    public static final int INNER = 4 * SIZE;

    /** Different tokens. */
    public static final int TOKENS = 512;

    /** Tokens of the longest text. */
    public static final int LONGEST = 512;

    /** Tokens whose keys and values are there before the step that is measured. */
    public static final int CACHED = 256;

    private final String title;
    private final int blocks;

    Text(String title, int blocks) {
        this.title = title;
        this.blocks = blocks;
    }

    /** Its name among files. */
    public String title() {
        return title;
    }

    /** Blocks, one after the other. */
    public int blocks() {
        return blocks;
    }

    /** The name of a block's node. */
    public static String block(int which) {
        return "hidden." + which;
    }

    /** Floating-point operations of the products of the step behind the cached ones, for one text: two a multiplication. */
    double flops() {
        double projections = 4.0 * SIZE * SIZE + 2.0 * SIZE * INNER;
        double scoresAndSums = 2.0 * (CACHED + 1) * SIZE;
        return 2 * (blocks * (projections + scoresAndSums) + SIZE * TOKENS);
    }

    /** The tokens of some texts at one position. */
    public static int[] tokens(int texts, int position) {
        float[] random = Data.floats(texts, position);
        int[] tokens = new int[texts];
        for (int i = 0; i < texts; i++) {
            tokens[i] = (int) ((random[i] + 1) / 2 * (TOKENS - 1));
        }
        return tokens;
    }
}

package io.lanewise.samples.sequences;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Learns to turn sequences of letters around in two ways, and says how well each does it to sequences it has not seen. */
public final class Main {
    private static final int SHOWN = 8;

    private Main() {}

    /**
     * How well each did.
     *
     * @param bag of the bag of vectors
     * @param most the share of the tokens that a bag of vectors gets right at best
     * @param attention of the encoder and decoder
     */
    record Result(Score bag, double most, Score attention) {}

    /** Takes nothing. */
    public static void main(String[] arguments) {
        run(System.out);
    }

    static Result run(PrintStream out) {
        Set<String> drawn = new HashSet<>();
        Pairs heldOut = Pairs.draw(1000, 1, drawn);
        Pairs train = Pairs.draw(20_000, 2, drawn);
        out.printf(Locale.ROOT, "%,d sequences to learn from, %,d held out%n%n", train.count(), heldOut.count());
        out.printf("%-20s %12s %16s%n", "", "tokens right", "sequences right");
        Writer bag = Writer.bagOfVectors(train, 30);
        Score ofBag = Score.of(bag, heldOut);
        say(out, "bag of vectors", ofBag);
        double most = heldOut.bestWithoutOrder();
        out.printf(Locale.ROOT, "%-20s %10.2f %%%n", "  at most, expected", 100 * most);
        Writer encoderAndDecoder = Writer.encoderAndDecoder(train, 4);
        Score ofAttention = Score.of(encoderAndDecoder, heldOut);
        say(out, "encoder and decoder", ofAttention);

        out.printf("%n%-10s %-20s %s%n", "read", "encoder and decoder", "bag of vectors");
        int[] turned = encoderAndDecoder.write(heldOut.read(), heldOut.count());
        int[] guessed = bag.write(heldOut.read(), heldOut.count());
        for (int i = 0; i < SHOWN; i++) {
            int at = i * Tokens.WRITTEN;
            out.printf(
                    "%-10s %-20s %s%n",
                    Tokens.text(heldOut.read(), i * Tokens.READ, (i + 1) * Tokens.READ),
                    Tokens.text(turned, at, at + Tokens.WRITTEN),
                    Tokens.text(guessed, at, at + Tokens.WRITTEN));
        }
        return new Result(ofBag, most, ofAttention);
    }

    private static void say(PrintStream out, String name, Score score) {
        out.printf(Locale.ROOT, "%-20s %10.2f %% %14.2f %%%n", name, 100 * score.tokens(), 100 * score.sequences());
    }
}

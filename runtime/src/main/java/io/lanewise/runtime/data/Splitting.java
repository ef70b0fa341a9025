package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Signature;
import java.util.Arrays;
import java.util.List;

/** Ways to cut a data set in two. */
final class Splitting {
    private static final long SPLIT = 0x73706c6974L;

    private Splitting() {}

    static Split split(Dataset data, double fraction, long seed) {
        int count = data.count();
        int held = held(count, fraction);
        int[] order = Order.straight(count);
        Order.shuffle(order, seed, SPLIT);
        return cut(data, order, held);
    }

    static Split stratified(Dataset data, double fraction, long seed) {
        int target = target(data.signature());
        Signature.Argument argument = data.signature().arguments().get(target);
        int[] labels = data.ints(argument.name());
        int held = held(labels.length, fraction);
        int[] order = Order.straight(labels.length);
        Order.shuffle(order, seed, SPLIT);
        int[] quota = quotas(labels, argument.classes(), held);
        // The held-out examples first, both parts in the shuffled order, so that no part is sorted by class.
        int[] cut = new int[order.length];
        int first = 0;
        int second = held;
        for (int example : order) {
            cut[quota[labels[example]]-- > 0 ? first++ : second++] = example;
        }
        return cut(data, cut, held);
    }

    /** How many of each class to hold out: its share rounded down, then one more for the largest remainders. */
    private static int[] quotas(int[] labels, int classes, int held) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        int[] quota = new int[classes];
        double[] remainder = new double[classes];
        int left = held;
        for (int c = 0; c < classes; c++) {
            double share = (double) held * counts[c] / labels.length;
            quota[c] = (int) share;
            remainder[c] = share - quota[c];
            left -= quota[c];
        }
        for (; left > 0; left--) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (remainder[c] > remainder[best]) {
                    best = c;
                }
            }
            quota[best]++;
            remainder[best] = -1;
        }
        return quota;
    }

    private static int target(Signature signature) {
        List<Signature.Argument> arguments = signature.arguments();
        int found = -1;
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).isClasses()) {
                if (found >= 0 || arguments.get(i).size() != 1) {
                    throw new IllegalArgumentException(
                            signature.model()
                                    + " has more than one class label per example, so it is open which to balance. Use split().");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new IllegalArgumentException(
                    signature.model() + " has no target of classes to balance. Use split().");
        }
        return found;
    }

    private static int held(int count, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "The fraction to hold out is " + fraction + ". Pass a number above 0 and below 1.");
        }
        int held = (int) Math.round(count * fraction);
        if (held == 0 || held == count) {
            throw new IllegalArgumentException("Holding out " + fraction + " of " + count + " examples leaves "
                    + (held == 0 ? "none to test on" : "none to train on") + ". Choose another fraction or more data.");
        }
        return held;
    }

    private static Split cut(Dataset data, int[] order, int held) {
        return new Split(
                data.subset(Arrays.copyOfRange(order, held, order.length)), data.subset(Arrays.copyOf(order, held)));
    }
}

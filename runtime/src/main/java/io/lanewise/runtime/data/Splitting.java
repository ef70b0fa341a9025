package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.kernel.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ways to cut a data set in parts. */
final class Splitting {
    private static final long SPLIT = 0x73706c6974L;

    private Splitting() {}

    static Split split(Dataset data, double fraction, long seed) {
        return split(data, held(data.count(), fraction), seed);
    }

    private static Split split(Dataset data, int held, long seed) {
        int count = data.count();
        int[] order = Order.straight(count);
        Order.shuffle(order, seed, SPLIT);
        return cut(data, order, held);
    }

    static Split stratified(Dataset data, double fraction, long seed) {
        target(data.signature());
        return stratified(data, held(data.count(), fraction), seed);
    }

    /** Two cuts with the same seed choose independently: the second is a cut of other examples by another seed. */
    static Partition three(Dataset data, double validation, double test, long seed, boolean stratified) {
        if (!(validation > 0 && test > 0 && validation + test < 1)) {
            throw new IllegalArgumentException("The shares of validation and test are " + validation + " and " + test
                    + ". Pass numbers above 0 that are below 1 together.");
        }
        int tested = held(data.count(), test);
        int validated = held(data.count(), validation);
        if (tested + validated >= data.count()) {
            throw new IllegalArgumentException("Of " + data.count() + " examples " + validated + " for validation and "
                    + tested + " for the test leave none to train on. Choose smaller shares or more data.");
        }
        long second = Rng.mix(seed + SPLIT);
        Split outer = stratified ? stratified(data, tested, seed) : split(data, tested, seed);
        Split inner =
                stratified ? stratified(outer.train(), validated, second) : split(outer.train(), validated, second);
        return new Partition(inner.train(), inner.test(), outer.test());
    }

    /** Deals the shuffled examples out in turn, class after class if stratified. */
    static List<Split> folds(Dataset data, int folds, long seed, boolean stratified) {
        int count = data.count();
        if (folds < 2 || folds > count) {
            throw new IllegalArgumentException("The number of folds is " + folds + ". Pass 2 to " + count
                    + ", the number of examples; 5 or 10 are usual.");
        }
        int[] order = Order.straight(count);
        Order.shuffle(order, seed, SPLIT);
        int[] dealt = order;
        if (stratified) {
            Signature.Argument argument = data.signature().arguments().get(target(data.signature()));
            int[] labels = data.ints(argument.name());
            dealt = new int[count];
            int at = 0;
            for (int c = 0; c < argument.classes(); c++) {
                for (int example : order) {
                    if (labels[example] == c) {
                        dealt[at++] = example;
                    }
                }
            }
        }
        int[] fold = new int[count];
        for (int i = 0; i < count; i++) {
            fold[dealt[i]] = i % folds;
        }
        List<Split> splits = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int held = (count - f - 1) / folds + 1;
            int[] cut = new int[count];
            int first = 0;
            int second = held;
            for (int example : order) {
                cut[fold[example] == f ? first++ : second++] = example;
            }
            splits.add(cut(data, cut, held));
        }
        return splits;
    }

    private static Split stratified(Dataset data, int held, long seed) {
        Signature.Argument argument = data.signature().arguments().get(target(data.signature()));
        int[] labels = data.ints(argument.name());
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
                if (found >= 0
                        || arguments.get(i).size() != 1
                        || arguments.get(i).ignored() != null) {
                    throw new IllegalArgumentException(
                            signature.model()
                                    + " has more than one class label per example, or examples without, so it is open which to balance. Use split().");
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

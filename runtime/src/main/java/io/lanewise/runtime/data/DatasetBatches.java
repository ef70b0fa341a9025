package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Signature;
import java.util.List;

/** Batches of arrays in memory. */
final class DatasetBatches extends Batches {
    private final Dataset data;
    private final int[] order;
    private final int[] widths;

    DatasetBatches(Dataset data, int size) {
        super(data.signature(), data.count(), size);
        this.data = data;
        this.order = data.rows().clone();
        List<Signature.Argument> arguments = data.signature().arguments();
        this.widths = arguments.stream().mapToInt(Signature.Argument::size).toArray();
    }

    @Override
    public Batches shuffled(long seed, int epoch) {
        System.arraycopy(data.rows(), 0, order, 0, order.length);
        Order.shuffle(order, seed, epoch);
        return this;
    }

    @Override
    void fill(int from, Batch into) {
        for (int i = 0; i < widths.length; i++) {
            if (data.array(i) instanceof float[] values) {
                Dataset.gather(values, widths[i], order, from, into.count(), into.floats(i));
            } else {
                Dataset.gather((int[]) data.array(i), widths[i], order, from, into.count(), into.ints(i));
            }
        }
    }
}

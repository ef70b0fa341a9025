package io.lanewise.runtime.data;

/** Batches of a file, in its order or shuffled in windows of blocks. */
final class FileBatches extends Batches {
    private final ExampleFile file;
    private final int block;
    private final int perWindow;
    private final int[] blocks;
    private final int[] window;
    private boolean shuffled;
    private long seed;
    private int epoch;

    /** Where the last block of the file, which may be shorter, stands in the order. */
    private int shortAt;

    /** Places of the order that the window holds. */
    private int begin;

    private int end;

    FileBatches(ExampleFile file, int size) {
        super(file.signature(), file.count(), size);
        this.file = file;
        this.block = file.block();
        this.blocks = new int[(file.count() - 1) / block + 1];
        this.perWindow = Math.min(blocks.length, (file.window() - 1) / block + 1);
        this.window = new int[(int) Math.min((long) perWindow * block, file.count())];
    }

    @Override
    public Batches shuffled(long newSeed, int newEpoch) {
        shuffled = true;
        seed = newSeed;
        epoch = newEpoch;
        Order.straight(blocks);
        Order.shuffle(blocks, seed, epoch);
        shortAt = 0;
        while (blocks[shortAt] != blocks.length - 1) {
            shortAt++;
        }
        begin = 0;
        end = 0;
        return this;
    }

    @Override
    void fill(int from, Batch into) {
        for (int i = 0; i < into.count(); i++) {
            int place = from + i;
            if (!shuffled) {
                file.read(place, into, i);
                continue;
            }
            if (place < begin || place >= end) {
                open(place);
            }
            file.read(window[place - begin], into, i);
        }
    }

    /** Puts the examples of the window that this place is in into their order. */
    private void open(int place) {
        int number = (int) (place / ((long) perWindow * block));
        if ((number + 1L) * perWindow < blocks.length && place >= begin(number + 1)) {
            number++;
        }
        begin = begin(number);
        int length = 0;
        int last = Math.min(blocks.length, (number + 1) * perWindow);
        for (int i = number * perWindow; i < last; i++) {
            int first = blocks[i] * block;
            int after = Math.min(file.count() - first, block);
            for (int j = 0; j < after; j++) {
                window[length++] = first + j;
            }
        }
        end = begin + length;
        Order.shuffle(window, length, seed, (long) epoch << 32 | (number + 1));
    }

    private int begin(int number) {
        int before = number * perWindow;
        int missing = blocks.length * block - file.count();
        return before * block - (shortAt < before ? missing : 0);
    }
}

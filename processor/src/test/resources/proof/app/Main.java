package app;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;

/** Uses a model as a program would, through its typed interface alone, and prints the bits of all it got. */
public final class Main {
    private static final int COUNT = 40;

    private Main() {}

    /** Prints {@code bits HEX}. */
    public static void main(String[] arguments) {
        float[] images = new float[COUNT * 24];
        int[] kinds = new int[COUNT];
        for (int i = 0; i < images.length; i++) {
            images[i] = ((i * 37) % 65 - 32) / 16f;
        }
        for (int i = 0; i < COUNT; i++) {
            kinds[i] = i % 3;
        }
        PhotoModel model = PhotoModel.create(7L);
        float[] outputs = new float[COUNT * 3];
        model.predict(images, COUNT, outputs);
        long bits = hash(1, outputs);
        for (int call = 0; call < 2000; call++) {
            model.predict(images, COUNT, outputs);
        }
        bits = hash(bits, outputs);
        Gradients gradients = model.gradients(images, kinds, COUNT);
        bits = hash(bits, gradients.of("hidden.weight"));
        bits = hash(bits, gradients.ofInput("image"));
        gradients = model.gradients(images, kinds, COUNT, TrainingStep.of(1, 2));
        bits = hash(bits, gradients.of("kind.bias"));
        Dataset data = PhotoModel.data(images, kinds);
        Trainer.of(model).optimizer(Adam.of(1e-2f)).batchSize(8).epochs(30).seed(5).fit(data);
        for (String name : model.parameters().names()) {
            bits = hash(bits, model.parameters().get(name));
        }
        model.predict(images, COUNT, outputs);
        System.out.println("bits " + Long.toHexString(hash(bits, outputs)));
    }

    private static long hash(long seed, float[] values) {
        long hash = seed;
        for (float value : values) {
            hash = hash * 0x100000001b3L + Float.floatToIntBits(value);
        }
        return hash;
    }
}

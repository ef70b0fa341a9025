package app;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.WarmUp;
import java.util.Arrays;

/** Computes cold, warms up and computes again; prints what warming up came to and the bits of all results. */
public final class Warm {
    private static final int COUNT = 40;

    private Warm() {}

    /** Takes the number of cold calls. */
    public static void main(String[] arguments) {
        float[] images = new float[COUNT * 24];
        int[] kinds = new int[COUNT];
        for (int i = 0; i < images.length; i++) {
            images[i] = ((i * 37) % 65 - 32) / 16f;
        }
        PhotoModel model = PhotoModel.create(7L);
        long bits = 1;
        for (int call = 0; call < Integer.parseInt(arguments[0]); call++) {
            bits = 31 * bits + hash(model, images, kinds);
        }
        WarmUp result = model.warmUp();
        long millis = result.took().toMillis();
        for (int again = 0; again < 4 && !result.steady(); again++) {
            result = model.warmUp(); // on a machine too busy to compile within the limit
            millis = Math.max(millis, result.took().toMillis());
        }
        bits = 31 * bits + hash(model, images, kinds);
        System.out.println("steady " + result.steady());
        System.out.println("scalar " + String.join(", ", result.scalar()));
        System.out.println("millis " + millis);
        System.out.println("bits " + Long.toHexString(bits));
    }

    private static int hash(PhotoModel model, float[] images, int[] kinds) {
        float[] outputs = new float[COUNT * 3];
        model.predict(images, COUNT, outputs);
        Gradients gradients = model.gradients(images, kinds, COUNT);
        return 31 * (31 * Arrays.hashCode(outputs) + Arrays.hashCode(gradients.of("hidden.weight")))
                + Arrays.hashCode(gradients.ofInput("image"));
    }
}

package io.lanewise.samples.digits;

import io.lanewise.runtime.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The 1,797 images of {@code digits.csv.gz}; where they come from stands beside that file in {@code ORIGIN.md}. */
final class DigitsData {
    /** Pixels in an image of 8×8. */
    static final int PIXELS = 64;

    private static final float INK = 16;

    private DigitsData() {}

    /** All images in the order of the file: rows of 64 pixels from 0 to 16 and the digit, without a header. */
    static Dataset read() {
        List<String> lines = lines();
        float[] images = new float[lines.size() * PIXELS];
        int[] digits = new int[lines.size()];
        for (int row = 0; row < lines.size(); row++) {
            String[] numbers = lines.get(row).split(",");
            if (numbers.length != PIXELS + 1) {
                throw new IllegalStateException("Row " + (row + 1) + " of digits.csv.gz has " + numbers.length
                        + " numbers instead of " + (PIXELS + 1) + ". Restore the file.");
            }
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                images[row * PIXELS + pixel] = Integer.parseInt(numbers[pixel]) / INK;
            }
            digits[row] = Integer.parseInt(numbers[PIXELS]);
        }
        return DigitsModel.data(images, digits);
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(DigitsData.class.getResourceAsStream("digits.csv.gz"));
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

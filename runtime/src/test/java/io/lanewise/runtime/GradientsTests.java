package io.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientsTests {
    private static final int COUNT = 5;
    private static final float STEP = 2e-3f;

    private final TwoLayers model = TwoLayers.create(7);
    private final float[] image = new float[COUNT * TwoLayers.IMAGE];
    private final int[] digit = {0, 1, 2, 1, 0};

    GradientsTests() {
        Random random = new Random(5);
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
    }

    /** Numbers stand in the order of the parameters: each is the slope of the loss along its own parameter. */
    @Test
    void eachNumberIsTheSlopeAlongItsParameter() {
        Gradients gradients = model.gradients(image, digit, COUNT);
        for (String name : model.parameters().names()) {
            float[] values = model.parameters().get(name);
            float[] slopes = gradients.of(name);
            assertEquals(values.length, slopes.length);
            for (int i = 0; i < values.length; i++) {
                assertEquals(parameterSlope(name, values, i), slopes[i], 2e-3f, name + " " + i);
            }
        }
    }

    private float parameterSlope(String name, float[] values, int i) {
        TwoLayers moved = model.copy();
        float[] changed = values.clone();
        changed[i] = values[i] + STEP;
        moved.parameters().set(name, changed);
        float above = moved.gradients(image, digit, COUNT).loss();
        changed[i] = values[i] - STEP;
        moved.parameters().set(name, changed);
        return (above - moved.gradients(image, digit, COUNT).loss()) / (2 * STEP);
    }

    @Test
    void inputsHaveGradientsToo() {
        float[] slopes = model.gradients(image, digit, COUNT).ofInput("image");
        assertEquals(image.length, slopes.length);
        for (int i = 0; i < image.length; i++) {
            float[] moved = image.clone();
            moved[i] = image[i] + STEP;
            float above = model.gradients(moved, digit, COUNT).loss();
            moved[i] = image[i] - STEP;
            assertEquals((above - model.gradients(moved, digit, COUNT).loss()) / (2 * STEP), slopes[i], 2e-3f);
        }
    }

    @Test
    void oneObjectIsFilledAgain() {
        Gradients reused = Gradients.of(model);
        model.gradients(image, digit, COUNT, TrainingStep.EVALUATE, reused);
        float[] large = reused.of("hidden.weight");
        model.gradients(new float[TwoLayers.IMAGE], new int[] {2}, 1, TrainingStep.EVALUATE, reused);
        assertEquals(TwoLayers.IMAGE, reused.ofInput("image").length);
        model.gradients(image, digit, COUNT, TrainingStep.EVALUATE, reused);
        assertArrayEquals(large, reused.of("hidden.weight"));
    }

    @Test
    void errorsSayWhatToDo() {
        Gradients empty = Gradients.of(model);
        assertThrows(IllegalStateException.class, empty::loss);
        assertThrows(IllegalStateException.class, () -> empty.of("digit.bias"));
        Gradients gradients = model.gradients(image, digit, COUNT);
        Exception unknown = assertThrows(IllegalArgumentException.class, () -> gradients.ofInput("digit"));
        assertEquals("TwoLayers has no input 'digit'. It has 'image'.", unknown.getMessage());
        Exception label = assertThrows(
                IllegalArgumentException.class, () -> model.gradients(image, new int[] {0, 1, 3, 1, 0}, COUNT));
        assertTrue(label.getMessage().contains("Label 3 at index 2 of 'digit'"), label.getMessage());
        assertThrows(IllegalArgumentException.class, () -> model.gradients(image, digit, 0));
    }
}

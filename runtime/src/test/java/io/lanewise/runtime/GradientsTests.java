package io.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.kernel.Member;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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

    /** As generated code fills them: the other model may have fewer arguments, or arguments of other types. */
    @Test
    void gradientsMadeForAnotherModelAreRefused() {
        for (Signature.Builder other : List.of(
                Signature.builder("Other").input("x", 2),
                Signature.builder("Other").input("x", 2).target("y"))) {
            Gradients gradients = Gradients.of(new Unused(other.length(0).build()));
            for (int again = 0; again < 2; again++) {
                Exception failure = assertThrows(
                        IllegalArgumentException.class,
                        () -> gradients.fill(
                                model.weights(),
                                gradients.batch(COUNT).set(0, image).set(1, digit),
                                TrainingStep.EVALUATE));
                assertEquals(
                        "These gradients were made for Other but are to be filled by TwoLayers."
                                + " Make them by Gradients.of(network) for the same model.",
                        failure.getMessage());
            }
        }
        Gradients right = Gradients.of(model);
        assertThrows(
                IllegalArgumentException.class,
                () -> right.fill(
                        new Unused(Signature.builder("Other")
                                        .input("x")
                                        .length(0)
                                        .build())
                                .weights(),
                        right.batch(1).set(2, image).set(1, image),
                        TrainingStep.EVALUATE));
        assertEquals(2, right.batch(COUNT).arguments(), "nothing of the refused batch stays");
        right.fill(model.weights(), right.batch(COUNT).set(0, image).set(1, digit), TrainingStep.EVALUATE);
        assertEquals(model.gradients(image, digit, COUNT).loss(), right.loss());
    }

    @Test
    void modelWithoutLossHasNoGradients() {
        Network model =
                new Unused(Signature.builder("Other").input("x").length(0).build(), false);
        Exception failure = assertThrows(IllegalStateException.class, () -> Gradients.of(model));
        assertEquals(
                "Other has no loss, so it has no gradients. Mark the node to be trained with @Loss.",
                failure.getMessage());
    }

    /** A network that nothing is computed with. */
    record Unused(Weights weights) implements Network {
        Unused(Signature signature) {
            this(signature, true);
        }

        Unused(Signature signature, boolean loss) {
            this(Weights.create(new Code(signature, loss), 1));
        }

        @Override
        public Network copy() {
            return new Unused(weights.copy());
        }

        private static final class Code extends ModelCode {
            private final Signature signature;
            private final boolean loss;

            Code(Signature signature, boolean loss) {
                this.signature = signature;
                this.loss = loss;
            }

            @Override
            public Signature signature() {
                return signature;
            }

            @Override
            public boolean hasLoss() {
                return loss;
            }

            @Override
            public int weightsLength() {
                return signature.parameterFloats();
            }

            @Override
            public void prepare(float[] w) {
                assertEquals(signature.parameterFloats(), w.length);
            }

            @Override
            public int rows() {
                return 1;
            }

            @Override
            public int inferenceScratch() {
                return 0;
            }

            @Override
            public long trainingScratch(int n) {
                return 0;
            }

            @Override
            public void predict(
                    float[] w, Batch arguments, int from, int n, float[][] outputs, float[] scratch, Member member) {
                throw new AssertionError();
            }

            @Override
            public float loss(
                    float[] w, Batch arguments, int first, int n, TrainingStep step, float[] scratch, Member member) {
                throw new AssertionError();
            }

            @Override
            public void backward(
                    float[] w,
                    float[] g,
                    Batch arguments,
                    int first,
                    int n,
                    TrainingStep step,
                    float[] scratch,
                    float @Nullable [][] inputGradients,
                    Member member) {
                throw new AssertionError();
            }

            @Override
            public List<Traced> traced(int n, Batch arguments) {
                throw new AssertionError();
            }
        }
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

package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.kernel.Gemm;
import io.lanewise.runtime.kernel.Member;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarmingUpTests {
    private static final int IN = 200;
    private static final int OUT = 48;

    /** A product and nothing else; its inputs are so large that a warm-up in scalar form would be noticed. */
    private static final class Product extends ModelCode {
        private final Signature signature = Signature.builder("Product")
                .input("x", IN)
                .output("y", OUT)
                .matrix("y.weight", 0, IN, OUT, Initializer.uniform(1))
                .length(IN * OUT)
                .build();

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public int weightsLength() {
            return IN * OUT;
        }

        @Override
        public void prepare(float[] w) {}

        @Override
        public int rows() {
            return 16;
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
            Gemm.multiply(
                    n,
                    OUT,
                    IN,
                    arguments.floats(0),
                    from * IN,
                    IN,
                    1,
                    w,
                    0,
                    16,
                    16 * IN,
                    outputs[0],
                    from * OUT,
                    OUT,
                    16,
                    false);
        }

        @Override
        public boolean hasLoss() {
            return false;
        }

        @Override
        public float loss(
                float[] w, Batch arguments, int first, int n, TrainingStep step, float[] scratch, Member member) {
            throw new IllegalStateException("a model without a loss");
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
            throw new IllegalStateException("a model without a loss");
        }

        @Override
        public List<Traced> traced(int n, Batch arguments) {
            return List.of();
        }
    }

    @Test
    void whatTheModelUsesTakesOverAndTheRestIsNotWaitedFor() {
        Weights weights = Weights.create(new Product(), 1);
        float[] x = new float[16 * IN];
        Random random = new Random(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        float[][] cold = {new float[16 * OUT]};
        float[][] warm = {new float[16 * OUT]};
        weights.code().predict(weights.current(), Batch.of(16, x), 0, 16, cold, weights.take());
        // A second time, should the machine be too busy to compile within the limit.
        assertTrue(
                WarmingUp.run(weights).steady() || WarmingUp.run(weights).steady(),
                () -> Gemm.takeOvers().toString());
        weights.code().predict(weights.current(), Batch.of(16, x), 0, 16, warm, weights.take());
        assertArrayEquals(cold[0], warm[0]);
    }

    @Test
    void aModelWithoutALossPredictsButHasNoGradients() {
        Weights weights = Weights.create(new Product(), 1);
        Network network = new Network() {
            @Override
            public Weights weights() {
                return weights;
            }

            @Override
            public Network copy() {
                return this;
            }
        };
        Exception gradient = assertThrows(IllegalStateException.class, () -> Gradients.of(network));
        assertTrue(gradient.getMessage().startsWith("Product has no loss"), gradient.getMessage());
    }
}

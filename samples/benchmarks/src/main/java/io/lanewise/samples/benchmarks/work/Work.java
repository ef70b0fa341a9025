package io.lanewise.samples.benchmarks.work;

/** What an engine is asked to do, again and again. */
public sealed interface Work {
    /** Floating-point operations of the matrix products of one call. */
    double flops(int batch);

    /** Work with a net. */
    sealed interface OfNet extends Work {
        /** The net. */
        Net net();
    }

    /** A prediction of {@code batch} rows. */
    record Inference(Net net) implements OfNet {
        @Override
        public double flops(int batch) {
            return batch * net.forwardFlops();
        }
    }

    /** C = A·B of m×k and k×n, B known long before; {@code batch} is m. */
    record Product(int n, int k) implements Work {
        @Override
        public double flops(int batch) {
            return 2.0 * batch * n * k;
        }

        /** Its name among files. */
        public String title() {
            return k + "x" + n;
        }
    }

    /** The token that comes behind those of the cache, of {@code batch} texts at once. */
    record Decode(Text text) implements Work {
        @Override
        public double flops(int batch) {
            return batch * text.flops();
        }
    }

    /** A training step on {@code batch} rows: loss, gradient, update. */
    record Step(Net net, Rule rule) implements OfNet {
        @Override
        public double flops(int batch) {
            return batch * net.trainingFlops();
        }
    }

    /** One pass over all the rows in random order, in steps of {@code batch} rows. */
    record Epoch(Net net, Rule rule, int rows) implements OfNet {
        @Override
        public double flops(int batch) {
            return rows * net.trainingFlops();
        }
    }

    /** One optimizer pass over a net's parameters, with nothing in between. */
    record Update(Net net, Rule rule) implements OfNet {
        @Override
        public double flops(int batch) {
            return Double.NaN;
        }
    }

    /** The optimizer's rule. */
    enum Rule {
        /** Learning rate 0.01. */
        SGD,
        /** Learning rate 0.001, β 0.9 and 0.999, ε 1e-8 beside the root before correction: the form that DJL has. */
        ADAM
    }
}

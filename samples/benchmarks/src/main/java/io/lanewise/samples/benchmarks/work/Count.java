package io.lanewise.samples.benchmarks.work;

import java.util.ArrayList;
import java.util.List;

/** Counts what a net has and does for one example, operation by operation. */
final class Count implements Operations<Count.Value> {
    private static final int LSTM_GATES = 4;
    private static final int GRU_GATES = 3;

    private int parameters;
    private double forward;
    private double training;
    private final Value result;

    /**
     * What an operation gives.
     *
     * @param sizes of an example's axes, channels last
     * @param trained whether a step of training has a gradient of it
     */
    record Value(List<Integer> sizes, boolean trained) {
        private int last() {
            return sizes.getLast();
        }

        private int count() {
            return sizes.stream().reduce(1, Math::multiplyExact);
        }
    }

    Count(Body body) {
        result = body.logits(
                this,
                body.inputs().stream()
                        .map(form -> new Value(form.sizes(), false))
                        .toList());
    }

    /** Numbers of the result. */
    int outputs() {
        return result.count();
    }

    /** Numbers that are trained. */
    int parameters() {
        return parameters;
    }

    /** Floating-point operations of the products of a prediction: two a multiplication. */
    double forwardFlops() {
        return forward;
    }

    /** The same of a training step: the gradients of both sides of each product, but for those of the net's input. */
    double trainingFlops() {
        return training;
    }

    /** A product of a matrix of parameters, or of what came of them, and so many columns of x. */
    private void product(double multiplications, boolean trained) {
        forward += 2 * multiplications;
        training += (trained ? 3 : 2) * 2 * multiplications;
    }

    private static Value of(Integer... sizes) {
        return new Value(List.of(sizes), true);
    }

    @Override
    public Value dense(Value x, String layer, int units) {
        product((double) x.count() * units, x.trained);
        parameters += x.last() * units + units;
        List<Integer> sizes = new ArrayList<>(x.sizes.subList(0, x.sizes.size() - 1));
        sizes.add(units);
        return new Value(List.copyOf(sizes), true);
    }

    @Override
    public Value conv2D(Value x, String layer, int filters, int kernelSize, int strides, boolean bias) {
        int height = (x.sizes.get(0) + strides - 1) / strides;
        int width = (x.sizes.get(1) + strides - 1) / strides;
        int weights = kernelSize * kernelSize * x.last() * filters;
        product((double) height * width * weights, x.trained);
        parameters += weights + (bias ? filters : 0);
        return of(height, width, filters);
    }

    @Override
    public Value batchNormalization(Value x, String layer) {
        parameters += 2 * x.last();
        return x;
    }

    @Override
    public Value maxPool2D(Value x, int size) {
        return of(x.sizes.get(0) / size, x.sizes.get(1) / size, x.last());
    }

    @Override
    public Value globalAveragePooling2D(Value x) {
        return of(1, 1, x.last());
    }

    @Override
    public Value flatten(Value x) {
        return of(x.count());
    }

    @Override
    public Value relu(Value x) {
        return x;
    }

    @Override
    public Value tanh(Value x) {
        return x;
    }

    @Override
    public Value gelu(Value x) {
        return x;
    }

    @Override
    public Value add(Value x, Value y) {
        return y;
    }

    @Override
    public Value lstm(Value x, String layer, int units) {
        return recurrent(x, LSTM_GATES * units, units);
    }

    @Override
    public Value gru(Value x, Value state, String layer, int units) {
        return recurrent(x, GRU_GATES * units, units);
    }

    private Value recurrent(Value x, int gates, int units) {
        product((double) x.count() * gates, x.trained);
        product((double) x.sizes.getFirst() * units * gates, true);
        parameters += gates * (x.last() + units + 2);
        return of(units);
    }

    @Override
    public Value layerNormalization(Value x, String layer) {
        parameters += 2 * x.last();
        return x;
    }

    @Override
    public Value selfAttention(Value x, String layer, int heads) {
        int size = x.last();
        product(3.0 * x.count() * size, x.trained);
        product(2.0 * x.count() * x.sizes.getFirst(), true);
        product((double) x.count() * size, true);
        parameters += 4 * (size * size + size);
        return new Value(x.sizes, true);
    }
}

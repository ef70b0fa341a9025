package io.lanewise.samples.benchmarks.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import java.util.stream.LongStream;

/** Training by the engine's own derivatives and DJL's optimizers, whose passes are native. */
final class DjlTraining {
    private final DjlNet model;
    private final Optimizer optimizer;
    private final Engine engine = Engine.getEngine("PyTorch");

    private DjlTraining(DjlNet model, Rule rule) {
        this.model = model;
        this.optimizer = optimizer(rule);
        for (NDArray parameter : model.parameters()) {
            parameter.setRequiresGradient(true);
        }
    }

    private static Optimizer optimizer(Rule rule) {
        return switch (rule) {
            case SGD ->
                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build();
            case ADAM ->
                Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
        };
    }

    static Call step(DjlNet model, Rule rule, int batch) {
        DjlTraining training = new DjlTraining(model, rule);
        NDArray x = DjlEngine.input(model.manager(), model.net().forms().getFirst(), batch, 0);
        NDArray labels = labels(model, batch);
        return new Call() {
            @Override
            public void run() {
                training.step(x, labels, false);
            }

            @Override
            public float[] runAndRead() {
                return new float[] {training.step(x, labels, true)};
            }
        };
    }

    static Call epoch(DjlNet model, Rule rule, int rows, int batch) {
        DjlTraining training = new DjlTraining(model, rule);
        NDArray x = DjlEngine.input(model.manager(), model.net().forms().getFirst(), rows, 0);
        NDArray labels = labels(model, rows);
        return new Call() {
            @Override
            public void run() {
                training.epoch(x, labels, rows, batch, false);
            }

            @Override
            public float[] runAndRead() {
                return new float[] {training.epoch(x, labels, rows, batch, true)};
            }
        };
    }

    /** One step; the optimizer sets the gradients back to zero. The loss is read only when it is wanted. */
    private float step(NDArray x, NDArray labels, boolean wanted) {
        try (NDManager temporary = model.manager().newSubManager()) {
            x.tempAttach(temporary);
            labels.tempAttach(temporary);
            return stepWithin(x, labels, wanted);
        }
    }

    private float stepWithin(NDArray x, NDArray labels, boolean wanted) {
        NDArray loss;
        try (GradientCollector collector = engine.newGradientCollector()) {
            loss = model.loss(x, labels);
            collector.backward(loss);
        }
        for (int i = 0; i < model.parameters().size(); i++) {
            NDArray parameter = model.parameters().get(i);
            try (NDArray gradient = parameter.getGradient()) {
                optimizer.update(Integer.toString(i), parameter, gradient);
            }
        }
        return wanted ? loss.getFloat() : 0;
    }

    private float epoch(NDArray x, NDArray labels, int rows, int batch, boolean wanted) {
        double sum = 0;
        try (NDManager pass = model.manager().newSubManager()) {
            NDArray order = pass.randomPermutation(rows);
            for (int from = 0; from < rows; from += batch) {
                int to = Math.min(rows, from + batch);
                try (NDManager temporary = pass.newSubManager()) {
                    NDArray chosen = order.get(temporary, new NDIndex().addSliceDim(from, to));
                    NDArray some = x.get(temporary, new NDIndex("{}", chosen));
                    NDArray theirs = labels.get(temporary, new NDIndex("{}", chosen));
                    sum += (double) (to - from) * stepWithin(some, theirs, wanted);
                }
            }
        }
        return (float) (sum / rows);
    }

    private static NDArray labels(DjlNet model, int rows) {
        Net net = model.net();
        float[] x = Data.floats(rows * net.inputs());
        return switch (net.head()) {
            case SIGMOID -> model.manager().create(Data.bits(x, net.inputs()), new Shape(rows, 1));
            case SQUARED ->
                model.manager()
                        .create(
                                Data.targets(rows * net.outputs()),
                                new Shape(net.forms().getFirst().shape(rows)));
            case SOFTMAX, LINEAR -> {
                int[] classes = Data.classes(x, net.inputs(), net.outputs());
                yield model.manager()
                        .create(
                                LongStream.range(0, rows)
                                        .map(row -> classes[(int) row])
                                        .toArray(),
                                new Shape(rows, 1));
            }
        };
    }
}

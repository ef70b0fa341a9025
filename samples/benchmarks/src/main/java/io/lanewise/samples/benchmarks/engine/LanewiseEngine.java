package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.kernel.Gemm;
import io.lanewise.runtime.kernel.TakeOver;
import io.lanewise.runtime.optimizer.Adam;
import io.lanewise.runtime.optimizer.Optimizer;
import io.lanewise.runtime.optimizer.Sgd;
import io.lanewise.runtime.train.History;
import io.lanewise.runtime.train.Trainer;
import io.lanewise.runtime.train.Training;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Net.Head;
import io.lanewise.samples.benchmarks.work.Work;
import io.lanewise.samples.benchmarks.work.Work.Epoch;
import io.lanewise.samples.benchmarks.work.Work.OfNet;
import io.lanewise.samples.benchmarks.work.Work.Product;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import io.lanewise.samples.benchmarks.work.Work.Step;
import java.nio.file.Path;
import java.util.List;

/** Lanewise through its public face: {@code predict}, {@code Training.step}, {@code Trainer.fit}, and the kernel of products. */
final class LanewiseEngine {
    /** Width of a panel of the matrix that a product knows beforehand. */
    private static final int PANEL = 16;

    private static final int WARM_ROWS = 12;
    private static final long WARM_NANOS = 5_000_000_000L;

    /** The system property that leaves out the warm-up, for what measures it. */
    private static final String COLD = "benchmarks.cold";

    private LanewiseEngine() {}

    static Session open(Work work, Path folder, int threads) {
        if (work instanceof Product product) {
            float[] b = panels(Data.floats(product.k() * product.n()), product.k(), product.n());
            warmUp(product, b);
            return batch -> product(product, b, batch);
        }
        Net net = ((OfNet) work).net();
        LanewiseNet model = threads(load(net, folder), threads);
        if (work instanceof Step step) {
            return batch -> step(model, net, step.rule(), batch);
        }
        if (work instanceof Epoch epoch) {
            Dataset data = LanewiseNet.data(net, Data.floats(epoch.rows() * net.inputs()), labels(net, epoch.rows()));
            return batch -> epoch(model, epoch.rule(), data, batch);
        }
        return batch -> predict(model.predictor(), net, batch);
    }

    private static LanewiseNet load(Net net, Path folder) {
        LanewiseNet model = LanewiseNet.load(net, NetFiles.safetensors(net, folder));
        if (!Boolean.getBoolean(COLD)) {
            model.network().warmUp();
        }
        return model;
    }

    /** The one place where a model learns how many threads a call may use. Lanewise computes with the caller's alone. */
    private static LanewiseNet threads(LanewiseNet model, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads. Pass at least 1.");
        }
        return model;
    }

    private static Call predict(LanewiseNet.Predictor predictor, Net net, int batch) {
        float[] x = Data.floats(batch * net.inputs());
        float[] y = new float[batch * net.outputs()];
        return new Call() {
            @Override
            public void run() {
                predictor.predict(x, batch, y);
            }

            @Override
            public float[] runAndRead() {
                run();
                return y.clone();
            }
        };
    }

    private static Call step(LanewiseNet model, Net net, Rule rule, int batch) {
        float[] x = Data.floats(batch * net.inputs());
        Batch rows = Batch.of(batch, x, labels(net, batch));
        Training training = Training.of(model.network(), optimizer(rule), 1);
        return new Call() {
            @Override
            public void run() {
                training.step(rows);
            }

            @Override
            public float[] runAndRead() {
                return new float[] {training.step(rows)};
            }
        };
    }

    private static Call epoch(LanewiseNet model, Rule rule, Dataset data, int batch) {
        Trainer trainer = Trainer.of(model.network())
                .optimizer(optimizer(rule))
                .batchSize(batch)
                .progress(false);
        return new Call() {
            @Override
            public void run() {
                trainer.fit(data);
            }

            @Override
            public float[] runAndRead() {
                History history = trainer.fit(data);
                return new float[] {(float) history.losses()[0]};
            }
        };
    }

    private static Call product(Product product, float[] b, int m) {
        int n = product.n();
        int k = product.k();
        float[] a = Data.floats(m * k);
        float[] c = new float[m * n];
        return new Call() {
            @Override
            public void run() {
                Gemm.multiply(m, n, k, a, 0, k, 1, b, 0, PANEL, PANEL * k, c, 0, n, PANEL, false);
            }

            @Override
            public float[] runAndRead() {
                run();
                return c.clone();
            }
        };
    }

    /** Does for the kernel what a model's own {@code warmUp} does. */
    private static void warmUp(Product product, float[] b) {
        Call few = product(product, b, WARM_ROWS);
        List<TakeOver> tiles = List.of(Gemm.takeOvers());
        tiles.forEach(tile -> tile.hurry(true));
        long start = System.nanoTime();
        do {
            few.run();
        } while (tiles.stream().anyMatch(tile -> tile.used() && tile.pending())
                && System.nanoTime() - start < WARM_NANOS);
        tiles.forEach(tile -> tile.hurry(false));
    }

    /** A row-major matrix k×n in panels of 16 columns, each row-major. */
    private static float[] panels(float[] b, int k, int n) {
        float[] packed = new float[b.length];
        for (int row = 0; row < k; row++) {
            for (int column = 0; column < n; column += PANEL) {
                System.arraycopy(b, row * n + column, packed, column * k + row * PANEL, PANEL);
            }
        }
        return packed;
    }

    private static Object labels(Net net, int rows) {
        float[] x = Data.floats(rows * net.inputs());
        return net.head() == Head.SIGMOID ? Data.bits(x, net.inputs()) : Data.classes(x, net.inputs(), net.outputs());
    }

    private static Optimizer optimizer(Rule rule) {
        return switch (rule) {
            case SGD -> Sgd.of(0.01);
            case ADAM -> Adam.keras().withEpsilon(1e-8);
        };
    }
}

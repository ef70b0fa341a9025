package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.WarmUp;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import io.lanewise.samples.benchmarks.work.Work.Decode;
import io.lanewise.samples.benchmarks.work.Work.Epoch;
import io.lanewise.samples.benchmarks.work.Work.OfNet;
import io.lanewise.samples.benchmarks.work.Work.Product;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import io.lanewise.samples.benchmarks.work.Work.Step;
import io.lanewise.samples.benchmarks.work.Work.Update;
import io.lanewise.training.History;
import io.lanewise.training.Trainer;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.optimizer.Sgd;
import java.nio.file.Path;

/** Lanewise through its public face: {@code predict}, {@code Decoder.next}, {@code Training.step}, {@code Trainer.fit}, and the kernel of products. */
public final class LanewiseEngine {
    /** The system property that leaves out the warm-up, for what measures it. */
    public static final String COLD = "benchmarks.cold";

    /** Printed before what a warm-up said. */
    public static final String WARM_UP = "warm-up ";

    /** So often at most: a large net needs more than the five seconds that one takes. */
    private static final int WARM_UPS = 2;

    private LanewiseEngine() {}

    static Session open(Work work, Path folder, int threads) {
        if (work instanceof Product product) {
            return new LanewiseProduct(product, threads);
        }
        if (work instanceof Decode decode) {
            LanewiseText model = LanewiseText.load(decode.text(), NetFiles.safetensors(decode.text(), folder));
            model.network().threads(threads);
            warm(model.network());
            return batch -> new LanewiseDecoder(model.decoders().apply(batch), batch);
        }
        Net net = ((OfNet) work).net();
        LanewiseNet model = load(net, folder);
        model.network().threads(threads);
        if (work instanceof Step step) {
            return batch -> step(model, net, step.rule(), threads, batch);
        }
        if (work instanceof Epoch epoch) {
            Dataset data = LanewiseNet.data(net, Data.floats(epoch.rows() * net.inputs()), labels(net, epoch.rows()));
            return batch -> epoch(model, epoch.rule(), data, threads, batch);
        }
        if (work instanceof Update update) {
            return batch -> update(model, optimizer(update.rule()));
        }
        return batch -> predict(model.predictor(), net, batch);
    }

    private static LanewiseNet load(Net net, Path folder) {
        LanewiseNet model = LanewiseNet.load(net, NetFiles.safetensors(net, folder));
        warm(model.network());
        return model;
    }

    private static void warm(Network network) {
        if (!Boolean.getBoolean(COLD)) {
            System.out.println(WARM_UP + warmUp(network));
        }
    }

    /** Warms up until it is done, or for the last time. */
    private static WarmUp warmUp(Network network) {
        WarmUp said = network.warmUp();
        for (int i = 1; i < WARM_UPS && !(said.steady() && said.scalar().isEmpty()); i++) {
            said = network.warmUp();
        }
        return said;
    }

    private static Call predict(LanewiseNet.Predictor predictor, Net net, int batch) {
        float[] x = Data.floats(batch * net.inputs());
        if (net.streams()) {
            return new LanewiseStream(predictor, x, Data.floats(batch * net.outputs(), 1), batch);
        }
        float[][] inputs = {x};
        float[] y = new float[batch * net.outputs()];
        return new Call() {
            @Override
            public void run() {
                predictor.predict(inputs, batch, y);
            }

            @Override
            public float[] runAndRead() {
                run();
                return y.clone();
            }
        };
    }

    private static Call step(LanewiseNet model, Net net, Rule rule, int threads, int batch) {
        float[] x = Data.floats(batch * net.inputs());
        Batch rows = Batch.of(batch, x, labels(net, batch));
        Training training = Training.of(model.network(), optimizer(rule), 1).threads(threads);
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

    /** The pass over arrays as training has them: parameters, their gradient, and what the rule keeps. */
    private static Call update(LanewiseNet model, Optimizer optimizer) {
        Signature signature = model.network().weights().signature();
        int from = signature.parametersFrom();
        int to = signature.parametersTo();
        int count = signature.parameterFloats();
        float[] weights = model.network().weights().current().clone();
        float[] gradient = Data.floats(count);
        float[][] state = new float[optimizer.state().size()][count];
        return new Call() {
            private long step;

            @Override
            public void run() {
                optimizer.update(weights, gradient, state, from, to, ++step, 1);
            }

            @Override
            public float[] runAndRead() {
                run();
                return weights.clone();
            }
        };
    }

    private static Call epoch(LanewiseNet model, Rule rule, Dataset data, int threads, int batch) {
        Trainer trainer = Trainer.of(model.network())
                .optimizer(optimizer(rule))
                .batchSize(batch)
                .threads(threads)
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

    private static Object labels(Net net, int rows) {
        float[] x = Data.floats(rows * net.inputs());
        return switch (net.head()) {
            case SIGMOID -> Data.bits(x, net.inputs());
            case SQUARED -> Data.targets(rows * net.outputs());
            case SOFTMAX, LINEAR -> Data.classes(x, net.inputs(), net.outputs());
        };
    }

    private static Optimizer optimizer(Rule rule) {
        return switch (rule) {
            case SGD -> Sgd.of(0.01);
            case ADAM -> Adam.keras().withEpsilon(1e-8);
        };
    }
}

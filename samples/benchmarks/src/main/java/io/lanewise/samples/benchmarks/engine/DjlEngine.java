package io.lanewise.samples.benchmarks.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Form;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import io.lanewise.samples.benchmarks.work.Work.Epoch;
import io.lanewise.samples.benchmarks.work.Work.OfNet;
import io.lanewise.samples.benchmarks.work.Work.Product;
import io.lanewise.samples.benchmarks.work.Work.Step;
import java.nio.file.Path;
import java.util.List;

/** DJL's PyTorch engine: arrays reused, no translator, the fused linear operation, what is in between freed by one manager. */
final class DjlEngine {
    private DjlEngine() {}

    static Session open(Work work, Path folder, int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        if (work instanceof Product product) {
            NDArray b = matrix(manager, product.k(), product.n());
            return batch -> product(matrix(manager, batch, product.k()), b);
        }
        Net net = ((OfNet) work).net();
        DjlNet model = new DjlNet(net, NetFiles.plain(net, folder), manager);
        if (work instanceof Step step) {
            return batch -> DjlTraining.step(model, step.rule(), batch);
        }
        if (work instanceof Epoch epoch) {
            return batch -> DjlTraining.epoch(model, epoch.rule(), epoch.rows(), batch);
        }
        return batch -> predict(model, batch);
    }

    static NDArray matrix(NDManager manager, int rows, int columns) {
        return manager.create(Data.floats(rows * columns), new Shape(rows, columns));
    }

    /** So many examples of an input, the {@code which}-th of a net. */
    static NDArray input(NDManager manager, Form form, int examples, int which) {
        float[] rows = Data.floats(examples * form.count(), which);
        NDArray input = manager.create(form.inOrder(rows), new Shape(form.shape(examples)));
        return form.order() == Form.Order.CHANNELS ? DjlNet.channelsLast(input) : input;
    }

    private static Call predict(DjlNet model, int batch) {
        List<Form> forms = model.net().forms();
        NDList inputs = new NDList();
        for (int i = 0; i < forms.size(); i++) {
            inputs.add(input(model.manager(), forms.get(i), batch, i));
        }
        return new Call() {
            @Override
            public void run() {
                predict(false);
            }

            @Override
            public float[] runAndRead() {
                return predict(true);
            }

            private float[] predict(boolean wanted) {
                try (NDManager temporary = model.manager().newSubManager()) {
                    inputs.tempAttach(temporary);
                    NDArray y = model.prediction(inputs);
                    if (model.net().streams()) {
                        NDArray before = inputs.removeLast();
                        y.attach(model.manager());
                        inputs.add(y);
                        before.close();
                    }
                    return wanted ? y.toFloatArray() : new float[0];
                }
            }
        };
    }

    private static Call product(NDArray a, NDArray b) {
        return new Call() {
            @Override
            public void run() {
                a.matMul(b).close();
            }

            @Override
            public float[] runAndRead() {
                try (NDArray c = a.matMul(b)) {
                    return c.toFloatArray();
                }
            }
        };
    }
}

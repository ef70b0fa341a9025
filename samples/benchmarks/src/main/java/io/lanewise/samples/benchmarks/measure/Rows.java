package io.lanewise.samples.benchmarks.measure;

import static io.lanewise.samples.benchmarks.engine.EngineName.DJL;
import static io.lanewise.samples.benchmarks.engine.EngineName.ORT;
import static io.lanewise.samples.benchmarks.work.Net.DEEP;
import static io.lanewise.samples.benchmarks.work.Net.DIGITS;
import static io.lanewise.samples.benchmarks.work.Net.ENCODER;
import static io.lanewise.samples.benchmarks.work.Net.IMAGES;
import static io.lanewise.samples.benchmarks.work.Net.MEMORY;
import static io.lanewise.samples.benchmarks.work.Net.REMEMBERED;
import static io.lanewise.samples.benchmarks.work.Net.RESNET;
import static io.lanewise.samples.benchmarks.work.Net.SENTENCE;
import static io.lanewise.samples.benchmarks.work.Net.SHORT_ENCODER;
import static io.lanewise.samples.benchmarks.work.Net.STREAM;
import static io.lanewise.samples.benchmarks.work.Net.TINY;
import static io.lanewise.samples.benchmarks.work.Net.WIDE;
import static io.lanewise.samples.benchmarks.work.Work.Rule.ADAM;
import static io.lanewise.samples.benchmarks.work.Work.Rule.SGD;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.work.Text;
import io.lanewise.samples.benchmarks.work.Work;
import io.lanewise.samples.benchmarks.work.Work.Decode;
import io.lanewise.samples.benchmarks.work.Work.Epoch;
import io.lanewise.samples.benchmarks.work.Work.Inference;
import io.lanewise.samples.benchmarks.work.Work.Product;
import io.lanewise.samples.benchmarks.work.Work.Step;
import io.lanewise.samples.benchmarks.work.Work.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All rows of the table, and which of them the short suite measures. */
public final class Rows {
    private static final int EPOCH_ROWS = 60_000;

    /** Of square products. */
    private static final List<Integer> SIZES = List.of(32, 64, 128, 256, 512, 1024);

    /** Before the name of a training workload: its optimizer alone. */
    private static final String UPDATE = "optimizer of ";

    private static final Map<String, Work> WORKS = works();

    private Rows() {}

    /** What an engine does for a workload of this name. */
    public static Work work(String workload) {
        Work work = WORKS.get(workload);
        if (work == null) {
            throw new IllegalArgumentException(
                    "No workload '" + workload + "'. There are: " + String.join(", ", WORKS.keySet()) + ".");
        }
        return work;
    }

    /** The optimizer's pass of a training row. */
    static Row update(Row training) {
        return new Row(UPDATE + training.workload(), "update", 1, training.threads(), training.peers(), false);
    }

    private static Map<String, Work> works() {
        Map<String, Work> works = new LinkedHashMap<>();
        works.put("infer 4-16-3", new Inference(TINY));
        works.put("infer 784-128-10", new Inference(DIGITS));
        works.put("infer 512-1024-1024-512", new Inference(WIDE));
        works.put("infer cnn 28x28", new Inference(IMAGES));
        works.put("infer resnet-20", new Inference(RESNET));
        works.put("infer lstm 32-64", new Inference(MEMORY));
        works.put("infer gru 64", new Inference(STREAM));
        works.put("infer encoder 16x384", new Inference(SHORT_ENCODER));
        works.put("infer encoder 128x384", new Inference(ENCODER));
        works.put("decode 3x384", new Decode(Text.SHORT_WRITER));
        works.put("decode 6x384", new Decode(Text.WRITER));
        works.put("gemm 64x784x128", new Product(128, 784));
        for (int n : SIZES) {
            works.put("gemm " + n, new Product(n, n));
        }
        works.put("train 4-16-3", new Step(TINY, ADAM));
        works.put("train adam 784-128-10", new Step(DIGITS, ADAM));
        works.put("train sgd 28-300x5-1", new Step(DEEP, SGD));
        works.put("train adam 28-300x5-1", new Step(DEEP, ADAM));
        works.put("train cnn 28x28", new Step(IMAGES, ADAM));
        works.put("train lstm 32-64-10", new Step(REMEMBERED, ADAM));
        works.put("train encoder 64x128", new Step(SENTENCE, ADAM));
        for (String training : List.copyOf(works.keySet())) {
            if (works.get(training) instanceof Step step) {
                works.put(UPDATE + training, new Update(step.net(), step.rule()));
            }
        }
        works.put("epoch 784-128-10", new Epoch(DIGITS, ADAM, EPOCH_ROWS));
        works.put("cold 784-128-10", new Inference(DIGITS));
        works.put("cold 784-128-10 off", new Inference(DIGITS));
        works.put("cold 784-128-10 unpacked", new Inference(DIGITS));
        works.put("warm 784-128-10", new Inference(DIGITS));
        works.put("callers 784-128-10", new Inference(DIGITS));
        return works;
    }

    /** The rows of the whole table in its order; those of the short suite say so. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        predictions(rows);
        tokens(rows);
        products(rows);
        trainings(rows);
        processes(rows);
        return List.copyOf(rows);
    }

    private static void predictions(List<Row> rows) {
        calls(rows, "infer 4-16-3", "infer", ORT, batches(1), batches(), batches(16, 256));
        calls(
                rows,
                "infer 784-128-10",
                "infer",
                ORT,
                batches(1, 64, 256, 1024),
                batches(64, 256, 1024),
                batches(4, 16));
        calls(rows, "infer 512-1024-1024-512", "infer", ORT, batches(1, 64, 256), batches(64, 256), batches(4, 16));
        calls(rows, "infer cnn 28x28", "infer", ORT, batches(1, 64), batches(), batches());
        calls(rows, "infer resnet-20", "infer", ORT, batches(), batches(), batches(1, 32));
        calls(rows, "infer lstm 32-64", "infer", ORT, batches(1, 32), batches(), batches());
        calls(rows, "infer gru 64", "infer", ORT, batches(1), batches(), batches());
        calls(rows, "infer encoder 16x384", "infer", ORT, batches(), batches(), batches(1));
        calls(rows, "infer encoder 128x384", "infer", ORT, batches(), batches(), batches(1));
    }

    /** Of half the blocks and of all. */
    private static void tokens(List<Row> rows) {
        calls(rows, "decode 3x384", "decode", ORT, batches(), batches(), batches(1));
        calls(rows, "decode 6x384", "decode", ORT, batches(), batches(), batches(1));
    }

    private static void products(List<Row> rows) {
        calls(rows, "gemm 64x784x128", "gemm", ORT, batches(64), batches(64), batches());
        for (int n : SIZES) {
            List<Integer> one = n >= 256 ? batches(n) : batches();
            List<Integer> two = n >= 256 ? batches(n) : batches();
            calls(rows, "gemm " + n, "gemm", ORT, one, two, batches(n));
        }
    }

    private static void trainings(List<Row> rows) {
        calls(rows, "train 4-16-3", "train", DJL, batches(16), batches(), batches(1, 256));
        calls(
                rows,
                "train adam 784-128-10",
                "train",
                DJL,
                batches(1, 64, 256),
                batches(1, 64, 256),
                batches(4, 16, 1024));
        calls(rows, "train sgd 28-300x5-1", "train", DJL, batches(100), batches(100), batches());
        calls(rows, "train adam 28-300x5-1", "train", DJL, batches(100), batches(100), batches(1, 16, 1000));
        calls(rows, "train cnn 28x28", "train", DJL, batches(64), batches(), batches());
        calls(rows, "train lstm 32-64-10", "train", DJL, batches(), batches(), batches(32));
        calls(rows, "train encoder 64x128", "train", DJL, batches(), batches(), batches(8));
        calls(rows, "epoch 784-128-10", "epoch", DJL, batches(64), batches(64), batches());
    }

    /** What is measured otherwise than by calls in a loop. */
    private static void processes(List<Row> rows) {
        rows.add(new Row("callers 784-128-10", "callers", 1, 1, List.of(ORT), true));
        rows.add(new Row("cold 784-128-10", "cold", 1, 1, List.of(ORT, DJL), true));
        rows.add(new Row("cold 784-128-10 off", "cold", 1, 1, List.of(ORT, DJL), true));
        rows.add(new Row("cold 784-128-10 unpacked", "cold", 1, 1, List.of(ORT), false));
        rows.add(new Row("warm 784-128-10", "warm", 64, 1, List.of(ORT), true));
        rows.add(new Row("infer 784-128-10", "alloc", 1, 1, List.of(ORT), true));
        rows.add(new Row("infer 784-128-10", "alloc", 64, 1, List.of(ORT), true));
        rows.add(new Row("infer 784-128-10", "alloc", 64, 2, List.of(ORT), true));
        rows.add(new Row("train adam 784-128-10", "alloc", 64, 1, List.of(DJL), true));
        rows.add(new Row("train adam 784-128-10", "alloc", 64, 2, List.of(DJL), true));
        rows.add(new Row("train sgd 28-300x5-1", "alloc", 100, 1, List.of(DJL), true));
        rows.add(new Row("infer cnn 28x28", "alloc", 64, 1, List.of(ORT), false));
        rows.add(new Row("infer resnet-20", "alloc", 1, 1, List.of(ORT), false));
        rows.add(new Row("infer lstm 32-64", "alloc", 32, 1, List.of(ORT), false));
        rows.add(new Row("infer gru 64", "alloc", 1, 1, List.of(ORT), false));
        rows.add(new Row("infer encoder 16x384", "alloc", 1, 1, List.of(ORT), false));
        rows.add(new Row("decode 6x384", "alloc", 1, 1, List.of(ORT), false));
        rows.add(new Row("train cnn 28x28", "alloc", 64, 1, List.of(DJL), false));
        rows.add(new Row("train lstm 32-64-10", "alloc", 32, 1, List.of(DJL), false));
        rows.add(new Row("train encoder 64x128", "alloc", 8, 1, List.of(DJL), false));
    }

    /** Rows of one and of two threads against a peer: those of the short suite, and more for the full one. */
    private static void calls(
            List<Row> rows,
            String workload,
            String kind,
            EngineName peer,
            List<Integer> shortOne,
            List<Integer> shortTwo,
            List<Integer> more) {
        TreeSet<Integer> batches = new TreeSet<>(shortOne);
        batches.addAll(more);
        for (int batch : batches) {
            rows.add(new Row(workload, kind, batch, 1, List.of(peer), shortOne.contains(batch)));
        }
        for (int batch : batches) {
            rows.add(new Row(workload, kind, batch, 2, List.of(peer), shortTwo.contains(batch)));
        }
    }

    private static List<Integer> batches(Integer... sizes) {
        return List.of(sizes);
    }
}

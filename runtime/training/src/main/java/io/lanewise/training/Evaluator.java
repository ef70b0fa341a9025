package io.lanewise.training;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.data.Examples;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.training.metric.ClassCounts;
import io.lanewise.training.metric.Meter;
import io.lanewise.training.metric.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges one network on the same examples, again and again, with buffers made once. */
final class Evaluator {
    private final ModelCode code;
    private final Batches batches;
    private final float[][] outputs;
    private final List<Judge> judges = new ArrayList<>();

    /** One metric at work: which argument is its target, and which output it judges. */
    private record Judge(
            String name, Meter meter, Signature.Argument target, int argument, int output, CountedAnswers answers) {
        void update(float[] values, Batch batch) {
            meter.update(answers.of(values, target, batch, argument));
        }
    }

    Evaluator(ModelCode code, Examples data, int batchSize, List<Metric> metrics) {
        Arguments.requireLoss(code);
        Arguments.check(code.signature(), data);
        this.code = code;
        this.batches = data.batches(batchSize);
        Signature signature = code.signature().at(data.signature().lengths());
        this.outputs = signature.outputArrays(batches.size());
        List<Judge> pairs = pairs(signature);
        // All targets of classes together make the accuracy that is always had.
        for (Judge pair : pairs) {
            if (pair.target.isClasses()) {
                judges.add(judge(pair, "", new ClassCounts()));
            }
        }
        for (Metric metric : metrics) {
            for (Judge other : judges) {
                if (other.name.equals(metric.name())) {
                    throw new IllegalArgumentException("Two metrics are called '" + metric.name()
                            + "'. Give one of them another name by named(...).");
                }
            }
            judges.add(judge(pair(metric, pairs), metric.name(), metric.meter().get()));
        }
    }

    private static Judge judge(Judge pair, String name, Meter meter) {
        return new Judge(name, meter, pair.target, pair.argument, pair.output, new CountedAnswers());
    }

    /** A target bears the name of the output that it judges. */
    private static List<Judge> pairs(Signature signature) {
        List<Judge> pairs = new ArrayList<>();
        for (int i = 0; i < signature.arguments().size(); i++) {
            Signature.Argument target = signature.arguments().get(i);
            for (int o = 0; o < signature.outputs().size(); o++) {
                Signature.Output output = signature.outputs().get(o);
                if (target.isTarget()
                        && output.name().equals(target.name())
                        && output.size() == target.size() * Math.max(1, target.classes())) {
                    pairs.add(new Judge(target.name(), new ClassCounts(), target, i, o, new CountedAnswers()));
                }
            }
        }
        return pairs;
    }

    private static Judge pair(Metric metric, List<Judge> pairs) {
        List<Judge> fitting = pairs.stream()
                .filter(pair -> metric.output().isEmpty() || metric.output().equals(pair.name))
                .toList();
        if (fitting.size() != 1) {
            String names = String.join("', '", pairs.stream().map(Judge::name).toList());
            throw new IllegalArgumentException("The metric '" + metric.name() + "' judges "
                    + (metric.output().isEmpty()
                            ? "the only output with a target"
                            : "the output '" + metric.output() + "'")
                    + ", but the outputs with a target are "
                    + (pairs.isEmpty() ? "none" : "'" + names + "'")
                    + ". Choose one by on(name).");
        }
        return fitting.get(0);
    }

    /** Evaluates these weights, whose derived part is prepared. */
    Evaluation evaluate(float[] weights, Scratch scratch) {
        double loss = 0;
        double total = 0;
        double lone = 0;
        judges.forEach(judge -> judge.meter.reset());
        for (Batch batch : batches) {
            int count = batch.count();
            float[] memory = scratch.of(count, 1);
            lone = code.loss(weights, batch, TrainingStep.EVALUATE, memory);
            double weight = code.weight(count, memory);
            loss += lone * weight;
            total += weight;
            if (!judges.isEmpty()) {
                List<Traced> counted = code.counted(count, batch);
                for (Judge judge : judges) {
                    judge.answers.count(counted, judge.target.name(), count, memory);
                }
                predict(weights, batch, scratch);
                for (Judge judge : judges) {
                    judge.update(outputs[judge.output], batch);
                }
            }
        }
        // Where no position of the data counts, each batch has the loss of none.
        return result(total == 0 ? lone : loss / total);
    }

    private Evaluation result(double loss) {
        double right = 0;
        double labels = 0;
        double asked = Double.NaN;
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Judge judge : judges) {
            if (judge.name.isEmpty() && judge.meter instanceof ClassCounts counts) {
                right += counts.agreed();
                labels += counts.judged();
            } else if (judge.name.equals("accuracy")) {
                asked = judge.meter.result();
            } else {
                metrics.put(judge.name, judge.meter.result());
            }
        }
        double accuracy = Double.isNaN(asked) ? right / labels : asked;
        return new Evaluation(loss, accuracy, Collections.unmodifiableMap(metrics));
    }

    private void predict(float[] weights, Batch batch, Scratch scratch) {
        int rows = code.rows();
        for (int from = 0; from < batch.count(); from += rows) {
            int count = Math.min(rows, batch.count() - from);
            code.predict(weights, batch, from, count, outputs, scratch.of(count, 1));
        }
    }
}

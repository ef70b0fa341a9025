package io.lanewise.processor.proof;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/** A generated network of any signature, run through what all of them share. */
record CompiledModel(Network network) {
    /** A new network of the generated class {@code type}, by its {@code create(seed)}. */
    static CompiledModel create(Class<?> type, long seed) {
        try {
            Method create = type.getDeclaredMethod("create", long.class);
            create.setAccessible(true);
            return new CompiledModel((Network) create.invoke(null, seed));
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + " cannot be created", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No create(long) in " + type, e);
        }
    }

    Signature signature() {
        return network.weights().signature();
    }

    /** The outputs of all examples, computed in blocks of at most {@code block} examples. */
    float[][] predict(Batch arguments, int block) {
        ModelCode code = network.weights().code();
        List<Signature.Output> outputs = signature().outputs();
        float[][] results = new float[outputs.size()][];
        for (int i = 0; i < results.length; i++) {
            results[i] = new float[arguments.count() * outputs.get(i).size()];
        }
        float[] scratch = network.weights().take();
        int rows = Math.min(block, code.rows());
        for (int from = 0; from < arguments.count(); from += rows) {
            int n = Math.min(rows, arguments.count() - from);
            code.predict(network.weights().current(), arguments, from, n, results, scratch);
        }
        network.weights().give(scratch);
        return results;
    }

    /** The loss and all gradients. */
    Gradients gradients(Batch arguments, TrainingStep step) {
        Gradients gradients = Gradients.of(network);
        gradients.fill(network.weights(), arguments, step);
        return gradients;
    }
}

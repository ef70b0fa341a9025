package io.lanewise.samples.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Text;
import io.lanewise.samples.benchmarks.work.Work;
import io.lanewise.samples.benchmarks.work.Work.Decode;
import io.lanewise.samples.benchmarks.work.Work.Inference;
import io.lanewise.samples.benchmarks.work.Work.Product;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import io.lanewise.samples.benchmarks.work.Work.Step;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The peers compute what Lanewise does, from the weights that are written for them: every net, a few examples, a few calls. */
class AgreementTests {
    /** Examples of a call. */
    private static final int FEW = 3;

    /** Calls: those of a stream hand on its state. */
    private static final int CALLS = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENCODER") // The same as SHORT_ENCODER, with eight times the tokens.
    void onnxRuntimePredicts(Net net) {
        same(EngineName.ORT, new Inference(net));
    }

    /** The half as deep of two that are alike; each engine builds its own cache, token by token. */
    @Test
    void onnxRuntimeDecodes() {
        same(EngineName.ORT, new Decode(Text.SHORT_WRITER));
    }

    @ParameterizedTest
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64") // whose native library is on the class path
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ENCODER", "SHORT_ENCODER"}) // The same as SENTENCE, several times.
    void djlPredicts(Net net) {
        same(EngineName.DJL, new Inference(net));
    }

    @ParameterizedTest
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    @EnumSource(names = {"DEEP", "IMAGES", "REMEMBERED", "SENTENCE"})
    void djlTrains(Net net) {
        same(EngineName.DJL, new Step(net, Rule.ADAM));
    }

    @Test
    void onnxRuntimeMultiplies() {
        same(EngineName.ORT, new Product(32, 20));
    }

    private void same(EngineName peer, Work work) {
        NetFiles.write(work, folder);
        float[] ours = output(EngineName.LANEWISE, work);
        float[] theirs = output(peer, work);
        assertEquals(ours.length, theirs.length);
        float largest = 0;
        for (float value : ours) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < ours.length; i++) {
            assertTrue(
                    Math.abs(ours[i] - theirs[i]) <= 1e-5f * largest,
                    "number " + i + " of " + work + ": " + ours[i] + " and " + theirs[i]);
        }
    }

    private float[] output(EngineName engine, Work work) {
        try (Session session = engine.open(work, folder, 1);
                Call call = session.call(FEW)) {
            for (int i = 1; i < CALLS; i++) {
                call.run();
            }
            return call.runAndRead();
        }
    }
}

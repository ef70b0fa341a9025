package io.lanewise.samples.benchmarks.engine;

import io.lanewise.samples.benchmarks.work.Work;
import java.nio.file.Path;

/** The engines. Only the one that is opened is loaded. */
public enum EngineName {
    /** Lanewise. */
    LANEWISE,
    /** ONNX Runtime. */
    ORT,
    /** DJL with its PyTorch engine. */
    DJL;

    /** Its name in the tables. */
    public String title() {
        return switch (this) {
            case LANEWISE -> "lanewise";
            case ORT -> "ort";
            case DJL -> "djl";
        };
    }

    /**
     * Makes the engine ready.
     *
     * @param folder where {@link NetFiles} lie
     * @param threads threads that it may use for one call
     */
    public Session open(Work work, Path folder, int threads) {
        return switch (this) {
            case LANEWISE -> LanewiseEngine.open(work, folder, threads);
            case ORT -> OrtEngine.open(work, folder, threads);
            case DJL -> DjlEngine.open(work, folder, threads);
        };
    }
}

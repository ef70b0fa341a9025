package io.lanewise.samples.benchmarks.jmh;

import io.lanewise.samples.benchmarks.engine.Call;
import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.Session;
import io.lanewise.samples.benchmarks.measure.Rows;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call of one engine. A process opens one engine, so no other is loaded and the call is a direct one. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {
    /** The engine, which all callers share; it stays open until the process ends. */
    @State(Scope.Benchmark)
    public static class Opened {
        /** Name of an {@link EngineName}. */
        @Param("LANEWISE")
        public String engine = "";

        /** Name of a workload in {@link Rows}. */
        @Param("infer 4-16-3")
        public String workload = "";

        /** Threads that the engine may use for a call. */
        @Param("1")
        public int engineThreads;

        /** Folder of the weights. */
        @Param(".")
        public String folder = "";

        private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

        /** The session of this workload, opened when it is measured first. */
        Session session() {
            return SESSIONS.computeIfAbsent(
                    workload, name -> EngineName.valueOf(engine).open(Rows.work(name), Path.of(folder), engineThreads));
        }
    }

    /** Rows in a call. */
    @Param("1")
    public int batch;

    private Call call = new Call() {
        @Override
        public void run() {}

        @Override
        public float[] runAndRead() {
            return new float[0];
        }
    };

    /** Puts the data in place. */
    @Setup
    public void bind(Opened opened) {
        call = opened.session().call(batch);
    }

    /** Frees it. */
    @TearDown
    public void free() {
        call.close();
    }

    /** The work. */
    @Benchmark
    public void call() {
        call.run();
    }
}

package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.cold.DjlOnce;
import io.lanewise.samples.benchmarks.cold.LanewiseOnce;
import io.lanewise.samples.benchmarks.cold.OrtOnce;
import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.NetFiles;
import io.lanewise.samples.benchmarks.work.Net;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The time of a whole process: Java starts, the engine and the model are loaded, one row is predicted, the process ends. The
 * class path has what the engine needs and no more.
 *
 * @param folder where the weights lie
 * @param off whether Lanewise is told to do without vectors, and started without their module
 * @param unpacked whether ONNX Runtime finds its native libraries unpacked, instead of in its jar
 */
record ColdStart(Path folder, boolean off, boolean unpacked) {
    private static final List<String> NATIVE = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    static ColdStart of(String workload, Path folder) {
        return new ColdStart(folder, workload.endsWith(" off"), workload.endsWith(" unpacked"));
    }

    /** Microseconds of one process. DJL keeps the libraries that it unpacked once. */
    double micros(EngineName engine, boolean vector) {
        List<String> flags = new ArrayList<>(Jvm.flags(vector && !off && engine == EngineName.LANEWISE));
        if (off && engine == EngineName.LANEWISE) {
            flags.add("-Dlanewise.vector=off");
        }
        if (unpacked && engine == EngineName.ORT) {
            flags.add("-Donnxruntime.native.path=" + unpack());
        }
        long start = System.nanoTime();
        Jvm.run(flags, classPath(engine), main(engine), List.of(weights(engine).toString()));
        return (System.nanoTime() - start) / 1e3;
    }

    private static Class<?> main(EngineName engine) {
        return switch (engine) {
            case LANEWISE -> LanewiseOnce.class;
            case ORT -> OrtOnce.class;
            case DJL -> DjlOnce.class;
        };
    }

    private Path weights(EngineName engine) {
        return switch (engine) {
            case LANEWISE -> NetFiles.safetensors(Net.DIGITS, folder);
            case ORT -> NetFiles.onnx(Net.DIGITS, folder);
            case DJL -> NetFiles.plain(Net.DIGITS, folder);
        };
    }

    static String classPath(EngineName engine) {
        List<String> others = switch (engine) {
            case LANEWISE -> List.of("training", "onnxruntime", "djl", "pytorch", "jmh", "protobuf", "xchart", "slf4j");
            case ORT -> List.of("lanewise-", "djl", "pytorch", "jmh", "protobuf", "xchart", "slf4j");
            case DJL -> List.of("lanewise-", "onnxruntime", "jmh", "protobuf", "xchart");
        };
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> others.stream().noneMatch(artifact(Path.of(entry))::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The name of a jar; what is not packed yet lies in {@code training/target/classes}. */
    private static String artifact(Path entry) {
        Path named = entry.endsWith("target/classes") ? entry.getParent().getParent() : entry;
        return named.getFileName().toString();
    }

    /** Copies the native libraries out of ONNX Runtime's jar. */
    private String unpack() {
        Path libraries = folder.resolve("onnxruntime");
        try {
            Files.createDirectories(libraries);
            for (String name : NATIVE) {
                Path library = libraries.resolve(name);
                try (InputStream packed =
                        ColdStart.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/" + name)) {
                    if (packed != null && !Files.exists(library)) {
                        Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return libraries.toString();
    }
}

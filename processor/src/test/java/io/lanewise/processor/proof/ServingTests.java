package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.annotations.Model;
import io.lanewise.runtime.Network;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that only predicts compiles with the annotations and the runtime, and runs with the runtime alone. */
class ServingTests {
    private static final String SERVE = """
            package app;

            import java.nio.file.Path;
            import java.util.Arrays;

            public final class Serve {
                public static void main(String[] arguments) {
                    PhotoModel made = PhotoModel.create(7L);
                    float[] image = new float[24];
                    Arrays.fill(image, 0.5f);
                    made.save(Path.of("photo.safetensors"));
                    PhotoModel model = PhotoModel.load(Path.of("photo.safetensors"));
                    System.out.println(Arrays.equals(made.predict(image), model.predict(image)) && model.warmUp() != null);
                }
            }
            """;

    private static final String TRAIN = """
            package app;

            import io.lanewise.training.Trainer;

            public final class Train {
                public static void main(String[] arguments) {
                    Trainer.of(PhotoModel.create(7L));
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void servingNeedsTheRuntimeAlone() throws Exception {
        ModelCompiler.compile(Map.of("app/Photo.java", photo(), "app/Serve.java", SERVE), options())
                .files()
                .writeClasses(folder);
        String classPath = folder + File.pathSeparator + place(Network.class);
        ChildJvm.Result served =
                ChildJvm.java(folder, List.of("--add-modules", "jdk.incubator.vector", "-cp", classPath, "app.Serve"));
        assertEquals("true", served.checked().strip());
    }

    @Test
    void trainingWithoutItsJarIsAnErrorOfJavac() {
        Map<String, String> sources = Map.of("app/Photo.java", photo(), "app/Train.java", TRAIN);
        String message = assertThrows(AssertionError.class, () -> ModelCompiler.compile(sources, options()))
                .getMessage();
        assertTrue(message.contains("package io.lanewise.training does not exist"), message);
    }

    private static String photo() {
        return Resources.text("app/Photo.java");
    }

    private static List<String> options() throws Exception {
        return List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-classpath",
                place(Model.class) + File.pathSeparator + place(Network.class));
    }

    /** The jar or folder that a class comes from. */
    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

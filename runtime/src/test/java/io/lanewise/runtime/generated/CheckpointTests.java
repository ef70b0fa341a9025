package io.lanewise.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.TwoLayers;
import io.lanewise.runtime.initializer.Initializer;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.runtime.io.Safetensors;
import io.lanewise.runtime.io.StoredTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTests {
    private static final Signature OTHER = Signature.builder("Other")
            .vector("hidden.bias", 0, 16, Initializer.zeros())
            .vector("digit.bias", 16, 3, Initializer.zeros())
            .vector("scale", 32, 1, Initializer.zeros())
            .length(48)
            .build();

    @TempDir
    Path folder;

    @Test
    void everyDifferenceIsNamed() {
        Path file = folder.resolve("two.safetensors");
        TwoLayers.create(1).save(file);
        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.read(OTHER, file));
        assertEquals(
                "'" + file + "': This checkpoint does not fit Other; it was written by TwoLayers. Found: "
                        + "'hidden.bias' is [20] where the model has [16]; 'scale' [1] is missing; "
                        + "'digit.weight' [3, 20] is not in the model; 'hidden.weight' [20, 12] is not in the model. "
                        + "Load a checkpoint of this model, or change the model to the one that was saved.",
                e.getMessage());
    }

    @Test
    void manyDifferencesAreCounted() {
        Signature.Builder builder = Signature.builder("Many").length(16 * 50);
        for (int i = 0; i < 50; i++) {
            builder.vector("p" + i, 16 * i, 1, Initializer.zeros());
        }
        Path file = folder.resolve("empty.safetensors");
        Safetensors.write(file, Map.of(), List.of());
        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.read(builder.build(), file));
        assertTrue(e.getMessage().contains("'p19' [1] is missing; and 30 more."), e.getMessage());
    }

    @Test
    void aFileFromElsewhereFitsByNamesAndShapes() {
        Path file = folder.resolve("torch.safetensors");
        Safetensors.write(
                file,
                Map.of(),
                List.of(
                        new StoredTensor("scale", List.of(1), new float[] {5}),
                        new StoredTensor("digit.bias", List.of(3), new float[] {1, 2, 3}),
                        new StoredTensor("hidden.bias", List.of(16), new float[16])));
        float[] flat = Checkpoint.read(OTHER, file).flat();
        assertEquals(3, flat[18]);
        assertEquals(0, flat[19]);
        assertEquals(5, flat[32]);
    }

    @Test
    void aForeignOrMissingFileIsExplained() throws Exception {
        Path file = folder.resolve("picture.png");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
        CheckpointException foreign = assertThrows(CheckpointException.class, () -> TwoLayers.load(file));
        assertTrue(foreign.getMessage().contains("no valid safetensors file"), foreign.getMessage());
        CheckpointException missing =
                assertThrows(CheckpointException.class, () -> TwoLayers.load(folder.resolve("none.safetensors")));
        assertTrue(missing.getMessage().contains("there is no such file"), missing.getMessage());
        CheckpointException directory = assertThrows(CheckpointException.class, () -> TwoLayers.load(folder));
        assertTrue(directory.getMessage().contains("cannot be read"), directory.getMessage());
    }

    @Test
    void whatIsWrittenSaysWhatItIs() {
        Path file = folder.resolve("two.safetensors");
        TwoLayers.create(1).save(file);
        Safetensors.read(file, header -> {
            assertEquals("TwoLayers", header.metadata().get("lanewise.model"));
            assertEquals("1", header.metadata().get("lanewise.format"));
            assertEquals(
                    String.valueOf(GeneratedCode.NUMERICS), header.metadata().get("lanewise.numerics"));
            assertEquals("pt", header.metadata().get("format"));
        });
    }
}

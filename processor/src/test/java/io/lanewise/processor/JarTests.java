package io.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.annotations.Model;
import io.lanewise.runtime.Network;
import io.lanewise.training.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What a program of a user carries stays small: at most 300 KB where it only predicts, 500 KB where it trains as well. */
class JarTests {
    private static final long SERVING = 300_000;
    private static final long ALL = 500_000;

    @Test
    void jarsStayWithinTheirBudgets() throws Exception {
        long annotations = bytes(Model.class);
        long runtime = bytes(Network.class);
        long training = bytes(Trainer.class);
        String found = "annotations " + annotations + ", runtime " + runtime + ", training " + training + " bytes";
        for (long size : List.of(annotations, runtime, training)) {
            assertTrue(size > 10_000, "Not all was counted: " + found);
        }
        assertTrue(
                annotations + runtime <= SERVING,
                "To predict, more than " + SERVING + " bytes: " + found
                        + ". What only training needs belongs in lanewise-training.");
        assertTrue(annotations + runtime + training <= ALL, "In all, more than " + ALL + " bytes: " + found);
    }

    /** The size of the jar that a class comes from; before there is one, of what will be in it, packed. */
    private static long bytes(Class<?> type) throws IOException, URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(place)) {
            return Files.size(place);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed);
                Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(place.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return packed.size();
    }
}

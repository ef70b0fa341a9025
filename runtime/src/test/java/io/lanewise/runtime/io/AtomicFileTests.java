package io.lanewise.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTests {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("weights");
        Files.writeString(file, "the old contents, which are longer");
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
        assertEquals(List.of("weights"), names());
    }

    @Test
    void aFailureHalfwayKeepsTheOldFileAndLeavesNothingBehind() throws IOException {
        Path file = folder.resolve("weights");
        Files.writeString(file, "old");
        assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[1000]));
                    assertEquals("old", Files.readString(file), "the old file while the new one is written");
                    throw new IOException("disk full");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("weights"), names());
    }

    @Test
    void aPrivateFileStaysPrivate() throws IOException {
        Path file = folder.resolve("weights");
        Files.writeString(file, "old");
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-------");
        Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, rights);
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
        assertEquals(rights, Files.getPosixFilePermissions(file));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = folder.resolve("version1");
        Files.writeString(target, "old");
        Path link = folder.resolve("latest");
        Files.createSymbolicLink(link, target.getFileName());
        AtomicFile.write(link, channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(1, Files.size(target));
    }

    @Test
    void whereNothingCanBeWrittenTheReasonIsGiven() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "old");
        refused(folder.resolve("missing").resolve("weights"), "does not exist");
        refused(folder, "it is a folder");
        refused(file.resolve("weights"), "is a file, no folder");
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void aFolderThatForbidsWritingIsNamed() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Assumptions.assumeTrue(
                closed.toFile().setWritable(false) && !Files.isWritable(closed), "a user without all rights");
        refused(closed.resolve("weights"), "access is denied");
    }

    private static void refused(Path path, String reason) {
        CheckpointException e =
                assertThrows(CheckpointException.class, () -> Safetensors.write(path, Map.of(), List.of()));
        assertTrue(e.getMessage().contains(reason) && e.getMessage().contains(path.toString()), e.getMessage());
    }
}

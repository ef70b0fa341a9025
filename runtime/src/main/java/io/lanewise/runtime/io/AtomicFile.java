package io.lanewise.runtime.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file as a whole: a new file beside it is written, forced to disk and renamed, and the folder forced to disk too,
 * so that a crash at any moment, of the power too, leaves the old file or the new one.
 */
public final class AtomicFile {
    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private AtomicFile() {}

    /** Writes the contents. */
    public interface Content {
        /** Writes all of it. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param path the file, whose folder exists
     * @throws IOException if it cannot be written; an old one is then as it was
     */
    public static void write(Path path, Content content) throws IOException {
        // Through a link, so that the link stays and its target is replaced.
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        Path name = target.getFileName();
        if (folder == null || name == null || Files.isDirectory(target)) {
            throw new FileSystemException(path.toString(), null, "it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            String reason = Files.exists(folder)
                    ? "'" + folder + "' is a file, no folder"
                    : "the folder '" + folder + "' does not exist";
            throw new FileSystemException(path.toString(), null, reason);
        }
        FileAttribute<?>[] rights = rightsOf(target);
        Path fresh = null;
        try {
            while (fresh == null) {
                Path candidate = folder.resolve("." + name + "."
                        + Long.toHexString(ThreadLocalRandom.current().nextLong()));
                try (FileChannel channel = FileChannel.open(candidate, CREATE, rights)) {
                    fresh = candidate;
                    content.writeTo(channel);
                    channel.force(true);
                } catch (FileAlreadyExistsException taken) {
                    // Another writer chose the same name: choose again.
                    continue;
                }
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            fresh = null;
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(path.toString(), null, "its file system cannot replace a file in one step");
        } finally {
            if (fresh != null) {
                Files.deleteIfExists(fresh);
            }
        }
        forceFolder(folder);
    }

    /** The rights of the old file, so that a private one stays private; none where there is no file or no such rights. */
    private static FileAttribute<?>[] rightsOf(Path target) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (view == null || !Files.exists(target)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(view.readAttributes().permissions())
        };
    }

    /** Makes the renaming last. Systems that cannot open a folder (Windows) need not. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }
}

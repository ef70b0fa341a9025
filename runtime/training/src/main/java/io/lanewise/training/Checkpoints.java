package io.lanewise.training;

import io.lanewise.runtime.io.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where and how often a {@link Trainer} saves all that it needs to {@linkplain Trainer#resume go on} bit for bit:
 *
 * <pre>{@code
 * trainer.checkpoint(Checkpoints.in(folder).everySteps(1000).keepLast(3))
 * }</pre>
 *
 * <p>Each is a file {@code step-000000001000.safetensors}, named after the steps done and written whole or not at all.
 *
 * @param folder where the files go; it is created if it does not exist
 * @param epochs epochs from one to the next, 0 for none by epochs
 * @param steps steps from one to the next, 0 for none by steps
 * @param kept how many of the newest are kept, 0 for all
 */
public record Checkpoints(Path folder, int epochs, long steps, int kept) {
    private static final String NAME = "step-%012d.safetensors";
    private static final String PATTERN = "step-\\d{12}\\.safetensors";

    /** @throws IllegalArgumentException if a number is below 0 */
    public Checkpoints {
        Objects.requireNonNull(
                folder, "The folder for checkpoints is null. Pass one, such as Path.of(\"checkpoints\").");
        if (epochs < 0 || steps < 0 || kept < 0) {
            throw new IllegalArgumentException("Checkpoints every " + epochs + " epochs and " + steps
                    + " steps, the last " + kept + " kept. Pass numbers from 1 on, or leave out the call.");
        }
    }

    /** After each epoch, all kept, unless set otherwise. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder, 0, 0, 0);
    }

    /** One after every so many epochs. */
    public Checkpoints everyEpochs(int count) {
        return new Checkpoints(folder, count, steps, kept);
    }

    /** One after every so many steps. */
    public Checkpoints everySteps(long count) {
        return new Checkpoints(folder, epochs, count, kept);
    }

    /** Deletes all but the newest so many of this training. */
    public Checkpoints keepLast(int count) {
        return new Checkpoints(folder, epochs, steps, count);
    }

    /**
     * The newest checkpoint of a folder.
     *
     * @throws CheckpointException if there is none or the folder cannot be read
     */
    public static Path newest(Path folder) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw new CheckpointException(
                    "'" + folder
                            + "' has no checkpoint (step-….safetensors). Check the path, or begin a training by checkpoint(folder).");
        }
        return files.get(files.size() - 1);
    }

    boolean isDueAfterEpoch(int epoch) {
        int every = epochs == 0 && steps == 0 ? 1 : epochs;
        return every > 0 && epoch % every == 0;
    }

    boolean isDueAfterStep(long step) {
        return steps > 0 && step % steps == 0;
    }

    /**
     * Creates the folder. Checkpoints of a training other than the one that is resumed would mix with it, and be deleted as its own.
     *
     * @param resumed the file or folder that the training goes on from, null for one that begins
     */
    void begin(@Nullable Path resumed) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(folder, "cannot be created", e);
        }
        List<Path> files = files(folder);
        boolean own = resumed != null
                && (isSame(resumed, folder) || isSame(resumed.toAbsolutePath().resolveSibling(""), folder));
        if (!own && !files.isEmpty()) {
            throw new CheckpointException("'" + folder + "' already holds checkpoints, up to '"
                    + files.get(files.size() - 1).getFileName()
                    + "'. Go on with that training by resume(folder), or choose an empty folder.");
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    void write(TrainingFile file, long step) {
        file.write(folder.resolve(String.format(Locale.ROOT, NAME, step)));
        if (kept > 0) {
            List<Path> mine = files(folder).stream()
                    .filter(path ->
                            path.getFileName().toString().compareTo(String.format(Locale.ROOT, NAME, step)) <= 0)
                    .toList();
            for (Path old : mine.subList(0, Math.max(0, mine.size() - kept))) {
                try {
                    Files.deleteIfExists(old);
                } catch (IOException e) {
                    throw failed(old, "cannot be deleted", e);
                }
            }
        }
    }

    /** In the order of their steps, which the names are in, too. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Objects.toString(path.getFileName()).matches(PATTERN))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new CheckpointException("'" + folder + "' is no folder that exists. Check the path.", e);
        } catch (IOException e) {
            throw failed(folder, "cannot be read", e);
        }
    }

    private static CheckpointException failed(Path path, String what, IOException e) {
        return new CheckpointException("'" + path + "' " + what + ": " + e + ". Check the path and its rights.", e);
    }
}

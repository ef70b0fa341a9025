package io.lanewise.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes what each stage made of a model, {@code 2-graph.txt} and so on, if a folder was given. */
public final class Dump {
    /** Writes nothing. */
    public static final Dump NONE = new Dump(null);

    private final @Nullable Path folder;
    private int stage;
    private String failure = "";

    private Dump(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Into a folder of the model's name inside that of the options. */
    static Dump of(Options options, String className) {
        Path folder = options.dump();
        return folder == null ? NONE : new Dump(folder.resolve(className));
    }

    /** Writes the text of the next stage, in the order of {@link Pipeline}. */
    public void stage(String name, Supplier<String> text) {
        if (folder == null) {
            return;
        }
        stage++;
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(stage + "-" + name + ".txt"), text.get());
        } catch (IOException e) {
            failure = "-A" + Options.DUMP + " needs a folder that can be written. " + folder + " cannot: " + e
                    + ". Give another one.";
        }
    }

    /** Why something could not be written; empty if all was. */
    String failure() {
        return failure;
    }
}

package io.lanewise.processor;

import io.lanewise.processor.ir.Decoded;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.ModelDecl;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Writes what the next stage made as text, in the order of {@link Pipeline}; null where it made nothing. */
    public void stage(String name, @Nullable Object... made) {
        if (folder == null) {
            return;
        }
        stage++;
        try {
            Files.createDirectories(folder);
            StringBuilder text = new StringBuilder();
            for (Object each : made) {
                text.append(text(each));
            }
            Files.writeString(folder.resolve(stage + "-" + name + ".txt"), text);
        } catch (IOException e) {
            failure = "-A" + Options.DUMP + " needs a folder that can be written. " + folder + " cannot: " + e
                    + ". Give another one.";
        }
    }

    private static String text(@Nullable Object made) {
        if (made == null) {
            return "";
        } else if (made instanceof ModelDecl model) {
            return model.toText();
        } else if (made instanceof Wiring wiring) {
            return wiring.toText();
        } else if (made instanceof Graph graph) {
            return graph.toText();
        } else if (made instanceof Lowered lowered) {
            return ProgramText.of(lowered.program());
        } else if (made instanceof Decoded decoded) {
            Program start = decoded.start();
            return (start == null ? "" : ProgramText.of(start)) + ProgramText.of(decoded.step());
        } else if (made instanceof Differentiated differentiated) {
            return ProgramText.of(differentiated);
        } else if (made instanceof Fused fused) {
            return fused.toText();
        } else if (made instanceof Looped looped) {
            return looped.toText();
        } else if (made instanceof Plan plan) {
            return plan.toText();
        }
        throw new IllegalStateException("No text for " + made.getClass());
    }

    /** Why something could not be written; empty if all was. */
    String failure() {
        return failure;
    }
}

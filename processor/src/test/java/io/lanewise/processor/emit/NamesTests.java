package io.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Back;
import io.lanewise.processor.Compilation;
import io.lanewise.processor.LanewiseProcessor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node may have any name that generated code uses for itself, or it is refused as LW110. */
class NamesTests {
    private static final String HEAD = """
            package p;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;
    private static final String REPRESENTATIVE = """
            @Block interface Residual {
                @Input Tensor x();
                @Dense(units = 5, activation = GELU) Tensor hidden(Tensor x);
                @Dropout(rate = 0.1f) Tensor dropped(Tensor hidden);
                @Add Tensor sum(@From("x") Tensor p, @From("dropped") Tensor q);
            }
            @Model interface M {
                @Input(shape = 5) Tensor u();
                @Input(shape = 3) Tensor v();
                @Apply(Residual.class) @Repeat(3) Tensor deep(Tensor u);
                @Dense(units = 5) Tensor wide(Tensor v);
                @Concatenate Tensor joined(@From("deep") Tensor p, @From("wide") Tensor q);
                @Dense(units = 4, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor digit(Tensor joined);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor place(Tensor joined);
            }
            """;
    /** Declared by Object without parameters: no method of an interface can be called so and return a Tensor. */
    private static final Set<String> OF_OBJECT =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** Names in one role of one model. */
    private static final int TOGETHER = 12;

    @TempDir
    Path folder;

    /** Every identifier of the generated classes of a model that has a little of everything. */
    private static Set<String> identifiers() {
        Set<String> names = new TreeSet<>(List.of("equals", "a", "b", "product", "left", "right", "model", "self"));
        names.addAll(OF_OBJECT);
        Pattern word = Pattern.compile("\\b[A-Za-z_$][A-Za-z0-9_$]*");
        for (String text : Back.of("M", REPRESENTATIVE).files().values()) {
            Matcher matcher = word.matcher(text.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*|\"[^\"\n]*\"", ""));
            while (matcher.find()) {
                if (SourceVersion.isName(matcher.group())) {
                    names.add(matcher.group());
                }
            }
        }
        names.removeAll(Set.of("u", "v"));
        return names;
    }

    private static Set<String> refused(Set<String> names) {
        StringBuilder nodes = new StringBuilder("@Input(shape = 5) Tensor u();");
        String before = "u";
        for (String name : names) {
            nodes.append("@Dense(units = 2) Tensor " + name + "(@From(\"" + before + "\") Tensor in);\n");
            before = name;
        }
        nodes.append("@Dense(units = 2) @Output Tensor end0(@From(\"" + before + "\") Tensor in);");
        Set<String> refused = new TreeSet<>();
        for (String problem : Back.of("M", "@Model interface M {" + nodes + "}").reported()) {
            assertTrue(problem.startsWith("[LW110] '"), problem);
            refused.add(problem.substring("[LW110] '".length(), problem.indexOf('\'', "[LW110] '".length())));
        }
        return refused;
    }

    @Test
    void everyNameWorksInEveryRoleOrIsRefused() {
        Set<String> names = identifiers();
        assertTrue(
                names.size() > 150 && names.containsAll(Set.of("w", "s", "ROWS", "CODE", "FloatVector")),
                names::toString);
        Set<String> refused = refused(names);
        assertTrue(refused.containsAll(Set.of("predict", "call", "weights")), refused::toString);
        List<String> free = new ArrayList<>(names);
        free.removeAll(refused);
        assertFalse(free.size() < 100, refused::toString);
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < 2 * ((free.size() + TOGETHER - 1) / TOGETHER); i++) {
            sources.add(Compilation.source("p/Model" + i + ".java", HEAD + model(free, i)));
        }
        Compilation compilation = Compilation.of(
                folder,
                List.of(
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xlint:all,-incubating,-processing",
                        "-Werror",
                        "-Xmaxerrs",
                        "500"),
                new LanewiseProcessor(),
                sources.toArray(new JavaFileObject[0]));
        assertEquals("", compilation.messages());
        assertTrue(compilation.success());
    }

    /**
     * Some names as inputs, others as hidden nodes and others as outputs: over all models each name comes in each role. Every
     * other model of the two that are made of the same names has one output and is not trained, since the passes are the same.
     */
    private static String model(List<String> names, int i) {
        boolean several = i % 2 == 0;
        StringBuilder nodes = new StringBuilder();
        StringBuilder hidden = new StringBuilder();
        for (int k = 0; k < TOGETHER; k++) {
            int at = i / 2 * TOGETHER + k;
            String in = name(names, at);
            in = OF_OBJECT.contains(in) ? "input" + k : in;
            String middle = name(names, at + names.size() / 3);
            nodes.append("""
                    @Input(shape = 5) Tensor %1$s();
                    @Dense(units = 4, activation = RELU) Tensor %2$s(@From("%1$s") Tensor in);
                    @Dropout(rate = 0.5f) Tensor dropped%3$s(@From("%2$s") Tensor in);
                """.formatted(in, middle, k));
            if (several) {
                nodes.append("""
                    @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY)
                    Tensor %s(@From("dropped%d") Tensor in);
                """.formatted(name(names, at + 2 * (names.size() / 3)), k));
            }
            hidden.append(k == 0 ? "" : ", ").append("@From(\"dropped" + k + "\") Tensor in" + k);
        }
        if (!several) {
            nodes.append("@Add Tensor sum0(" + hidden + ");\n");
            nodes.append("@Dense(units = 2) @Output Tensor %s(@From(\"sum0\") Tensor in);"
                    .formatted(name(names, i / 2 * TOGETHER + 2 * (names.size() / 3))));
        }
        return "@Model interface Model" + i + " {" + nodes + "}";
    }

    private static String name(List<String> names, int at) {
        return names.get(at % names.size());
    }
}

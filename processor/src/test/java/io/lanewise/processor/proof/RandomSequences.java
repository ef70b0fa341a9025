package io.lanewise.processor.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random models of sequences whose length a call decides: layers that keep the steps, then such as make one vector of them all. The
 * text is that of a model of variable length, or of its twin of a fixed one.
 */
final class RandomSequences {
    private static final int[] WIDTHS = {1, 2, 5, 8, 15, 16, 17, 33};
    private static final int[] GREATEST = {2, 6, 15, 16, 17, 33};

    /** Of a node: the name and the features of a step. */
    private record Steps(String name, int width) {}

    private final Random random;
    private final int max;
    private final int width;
    private final boolean masked;
    private final StringBuilder body = new StringBuilder();
    private final List<Steps> steps = new ArrayList<>();
    private final List<String> vectors = new ArrayList<>();
    private int nodes;

    private RandomSequences(long seed) {
        random = new Random(seed * 7919 + 1);
        max = one(GREATEST);
        width = one(WIDTHS);
        masked = random.nextBoolean();
        steps.add(new Steps("x", width));
        int layers = 1 + random.nextInt(4);
        for (int i = 0; i < layers; i++) {
            layer();
        }
        int ends = 1 + random.nextInt(3);
        for (int i = 0; i < ends; i++) {
            end();
        }
        finish();
    }

    /**
     * A model.
     *
     * @param max the greatest length
     */
    record Source(long seed, int max, String head, String body) {
        /** The model of variable length. */
        String text(String name) {
            return text(name, 0, ", max = " + max);
        }

        /** The same model of {@code length} steps. */
        String text(String name, int length) {
            return text(name, length, "");
        }

        private String text(String name, int size, String more) {
            return """
                    package random;
                    import static io.lanewise.annotations.Activation.*;
                    import static io.lanewise.annotations.LossFunction.*;
                    import static io.lanewise.annotations.Padding.*;
                    import io.lanewise.annotations.*;
                    import io.lanewise.annotations.layers.*;
                    @Model
                    interface NAME {
                    """.replace("NAME", name)
                    + head.replace("SIZE", String.valueOf(size)).replace("MORE", more)
                    + body + "}\n";
        }
    }

    static Source of(long seed) {
        RandomSequences model = new RandomSequences(seed);
        String head = "    @Input(shape = {SIZE, " + model.width + "}, axis = \"time\"MORE) Tensor x();\n";
        if (model.masked) {
            head += "    @Input(shape = SIZE, axis = \"time\"MORE) Tensor mask();\n"
                    + "    @Activate(RELU) @Output Tensor shown(Tensor mask);\n";
        }
        return new Source(seed, model.max, head, model.body.toString());
    }

    // ---- nodes

    private String add(String annotation, String... parameters) {
        String name = "n" + nodes++;
        body.append("    ").append(annotation).append(" Tensor ").append(name).append('(');
        body.append(String.join(", ", parameters)).append(");\n");
        return name;
    }

    private static String tensor(String name) {
        return "Tensor " + name;
    }

    private static String from(String name, String role) {
        return "@From(\"" + name + "\") Tensor " + role;
    }

    private void layer() {
        Steps x = steps.get(random.nextInt(steps.size()));
        int units = one(WIDTHS);
        switch (random.nextInt(10)) {
            case 0 -> put(units, "@Dense(units = " + units + activation() + ")", tensor(x.name));
            case 1 -> {
                String normalization = random.nextInt(3) > 0 ? "LayerNormalization" : "BatchNormalization";
                put(x.width, "@" + normalization, tensor(x.name));
            }
            case 2 -> put(x.width, "@Dropout(rate = 0.25f)", tensor(x.name));
            case 3 -> {
                String cell = random.nextBoolean() ? "Gru" : "SimpleRnn";
                String direction = random.nextBoolean() ? ", direction = Direction.BACKWARD" : "";
                String text = "@" + cell + "(units = 3, returnSequences = true" + direction + ")";
                put(3, text, withMask(from(x.name, "input")));
            }
            case 4 -> {
                Steps y = steps.get(random.nextInt(steps.size()));
                put(x.width + y.width, "@Concatenate(axis = 2)", from(x.name, "a"), from(y.name, "b"));
            }
            default -> convolution(x, units);
        }
    }

    private void put(int width, String annotation, String... parameters) {
        steps.add(new Steps(add(annotation, parameters), width));
    }

    private void convolution(Steps x, int filters) {
        int kernel = 1 + random.nextInt(5);
        int dilation = 1 + random.nextInt(4) / 3;
        int around = (kernel - 1) * dilation;
        int before = random.nextInt(around + 1);
        String border =
                random.nextBoolean() ? "padding = SAME" : "paddings = {" + before + ", " + (around - before) + "}";
        put(
                filters,
                "@Conv1D(filters = " + filters + ", kernelSize = " + kernel + ", dilationRate = " + dilation + ", "
                        + border + activation() + ")",
                tensor(x.name));
    }

    /** One vector of all steps. */
    private void end() {
        Steps x = steps.get(random.nextInt(steps.size()));
        vectors.add(
                switch (random.nextInt(6)) {
                    case 0, 1 -> add("@GlobalAveragePooling1D", withMask(from(x.name, "input")));
                    case 2, 3 -> add("@GlobalMaxPool1D", withMask(from(x.name, "input")));
                    case 4 -> add("@" + (random.nextBoolean() ? "Mean" : "Sum") + "(axis = 1)", tensor(x.name));
                    default -> {
                        String turned = add("@Permute(dims = {2, 1})", tensor(x.name));
                        yield add("@" + (random.nextBoolean() ? "Mean" : "Sum") + "(axis = -1)", tensor(turned));
                    }
                });
    }

    private String[] withMask(String input) {
        return masked && random.nextBoolean() ? new String[] {input, tensor("mask")} : new String[] {input};
    }

    private void finish() {
        String[] all = vectors.stream().map(RandomSequences::tensor).toArray(String[]::new);
        String vector = vectors.size() == 1 ? vectors.get(0) : add("@Concatenate", all);
        add("@Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY)", tensor(vector));
        Steps last = steps.get(steps.size() - 1);
        switch (random.nextInt(4)) {
            case 0 -> add("@Dense(units = 2) @Loss(MEAN_SQUARED)", tensor(last.name));
            case 1 -> add("@Mean @Loss(VALUE)", tensor(last.name));
            case 2 -> add("@Sum(axis = 2) @Loss(MEAN_SQUARED)", tensor(last.name));
            default -> add("@Activate(TANH) @Loss(MEAN_SQUARED)", tensor(last.name));
        }
        for (Steps each : steps) {
            if (!body.toString().matches("(?s).*(Tensor " + each.name + "[,)]|\"" + each.name + "\").*")) {
                add("@Activate(SIGMOID) @Loss(MEAN_SQUARED)", tensor(each.name));
            }
        }
    }

    private String activation() {
        String[] names = {"LINEAR", "RELU", "TANH", "SIGMOID"};
        return ", activation = " + names[random.nextInt(names.length)];
    }

    private int one(int[] of) {
        return of[random.nextInt(of.length)];
    }
}

package io.lanewise.processor.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random valid model: a graph of all layers with one to three inputs, shared and tied weights, blocks, repeats, several
 * outputs and losses. Sizes are those at which vector code goes wrong: one, a vector, and one more or less.
 */
final class RandomModel {
    /** What the caller hands over for a target. */
    enum Target {
        ANY,
        CLASSES,
        PROBABILITIES,
        BETWEEN_0_AND_1,
        SIGNS,
        NON_NEGATIVE
    }

    /** The blocks that models apply; compiled with them. */
    static final String BLOCKS = """
            package random;

            import static io.lanewise.annotations.Activation.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;

            final class Blocks {
                private Blocks() {}

                @Block
                interface Residual {
                    @Input Tensor x();
                    int width();
                    float rate();
                    @Dense(activation = GELU) Tensor inner(Tensor x, @From("width") int units);
                    @Dropout Tensor dropped(Tensor inner, float rate);
                    @Add Tensor sum(Tensor x, Tensor dropped);
                }

                @Block
                interface Gated {
                    @Input Tensor x();
                    @Input Tensor gate();
                    int width();
                    @Dense(activation = TANH) Tensor value(Tensor x, @From("width") int units);
                    @Dense(activation = SIGMOID, useBias = false) Tensor open(Tensor gate, @From("width") int units);
                    @Multiply Tensor product(Tensor value, Tensor open);
                }

                @Block
                interface Nested {
                    @Input Tensor x();
                    int width();
                    @Apply(value = Gated.class) Tensor first(
                            Tensor x, @From("x") Tensor gate, @From("width") int width);
                    @Softmax Tensor weights(Tensor first);
                    @Add Tensor sum(Tensor x, Tensor weights);
                }
            }
            """;

    private static final int[] SIZES = {1, 2, 3, 5, 7, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49};
    private static final String[] ACTIVATIONS = {
        "LINEAR",
        "SIGMOID",
        "TANH",
        "RELU",
        "LEAKY_RELU",
        "ELU",
        "SELU",
        "GELU",
        "SILU",
        "SOFTPLUS",
        "THRESHOLD",
        "SOFTMAX"
    };
    private static final String[] LATER_ACTIVATIONS = {
        "HARD_SIGMOID",
        "HARD_TANH",
        "HARD_SWISH",
        "RELU6",
        "CELU",
        "GELU_TANH",
        "MISH",
        "SOFTSIGN",
        "LOG_SIGMOID",
        "SIGN",
        "PROBIT",
        "LOG_SOFTMAX"
    };

    private static final int[] RECURRENT = {1, 3, 15, 16, 17};
    /** Most steps of a sequence. */
    private static final int STEPS = 6;

    private final Random random;
    /** Chooses words that came later, so that the shape of a model stays what it was without them. */
    private final Random words;

    /** Chooses layers of sequences. */
    private final Random sequences;
    /** Chooses recurrent layers. */
    private final Random cells;

    /** Makes the part of a model that looks at images, so that the rest stays what it was without. */
    private final Random images;

    /** Makes what turns, multiplies and sums matrices. */
    private final Random matrices;

    private final long seed;
    private final List<Node> nodes = new ArrayList<>();
    /** Inputs of integers, which only an embedding reads. */
    private final List<Node> tokens = new ArrayList<>();

    private final Map<String, Target> targets = new LinkedHashMap<>();

    private RandomModel(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.images = new Random(seed * 0xA24BAED4963EE407L);
        this.words = new Random(seed * 0xC2B2AE3D27D4EB4FL);
        this.sequences = new Random(seed * 0xD6E8FEB86659FD93L);
        this.cells = new Random(seed * 0x165667B19E3779F9L);
        this.matrices = new Random(seed * 0x27D4EB2F165667C5L);
    }

    /** One method of the interface. */
    private static final class Node {
        final String name;
        final int[] shape;
        final String layer;
        final List<String> parameters;
        final List<Node> sources;
        String marks = "";
        boolean used;
        boolean frozen;
        /** For an own Dense: its inputs and units, and whether it has a bias. */
        int in;

        int units;
        boolean bias;
        String activation = "";

        Node(String name, int[] shape, String layer, List<Node> sources, List<String> parameters) {
            this.name = name;
            this.shape = shape;
            this.layer = layer;
            this.sources = sources;
            this.parameters = parameters;
        }

        int width() {
            return shape[shape.length - 1];
        }

        /** Whether its rows are long and not of numbers that cancel or vanish, so that floats know where they point. */
        boolean hasDirection() {
            return width() > 1
                    && (layer.startsWith("@Input") || layer.startsWith("@Dense"))
                    && !activation.matches("RELU6?|THRESHOLD|SIGN|PROBIT|HARD_SIGMOID|HARD_SWISH");
        }

        int size() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }

    /** The source of the model with this seed. The same seed gives the same text. */
    static Source of(long seed) {
        RandomModel model = new RandomModel(seed);
        model.grow();
        return model.source();
    }

    /** Name of the interface, its text, and what its targets must be. */
    record Source(long seed, String name, String text, Map<String, Target> targets) {}

    private void grow() {
        int inputs = 1 + random.nextInt(10) / 5 + random.nextInt(8) / 7;
        for (int i = 0; i < inputs; i++) {
            int[] shape = shape(random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1);
            nodes.add(new Node("input" + i, shape, "@Input(shape = " + braces(shape) + ")", List.of(), List.of()));
        }
        int steps = 2 + random.nextInt(9);
        for (int i = 0; i < steps; i++) {
            step();
        }
        if (images.nextInt(2) == 0) {
            look();
        }
        if (matrices.nextInt(3) == 0) {
            matrix();
        }
        for (Node node : List.copyOf(nodes)) {
            if (!node.used && (node.layer.startsWith("@Input") || random.nextBoolean())) {
                dense(vector(node), random.nextInt(3) > 0 ? "SOFTMAX" : "SIGMOID", false);
            }
        }
        boolean lost = false;
        for (Node node : List.copyOf(nodes)) {
            if (!node.used) {
                loss(node);
                lost = true;
            } else if (!node.layer.startsWith("@Input") && random.nextInt(8) == 0) {
                node.marks = " @Output";
            }
        }
        if (!lost) {
            throw new IllegalStateException("Random model " + seed + " has no loss; the generator is wrong.");
        }
    }

    /** An image, some layers that look at it, and a vector of what they saw. */
    private void look() {
        RandomImages layers = new RandomImages(images);
        int[] shape = layers.shape();
        Node x = new Node("node" + nodes.size(), shape, "@Input(shape = " + braces(shape) + ")", List.of(), List.of());
        nodes.add(x);
        int steps = 1 + images.nextInt(4);
        for (int i = 0; i < steps; i++) {
            RandomImages.Layer layer = layers.next(x.shape);
            Node y = add(layer.shape(), layer.text(), List.of(x));
            if (layer.convolves() && images.nextInt(4) == 0) {
                Node other = add(x, "@Activate(TANH)");
                Node again = add(layer.shape(), layer.sharedWith(y.name), List.of(other));
                y = add(layer.shape(), "@Add", List.of(y, again));
            }
            x = y;
        }
        String axes = x.shape.length == 2 ? "1D" : "2D";
        switch (images.nextInt(3)) {
            case 0 -> add(new int[] {x.width()}, "@GlobalAveragePooling" + axes, List.of(x));
            case 1 -> add(new int[] {x.width()}, "@GlobalMaxPool" + axes, List.of(x));
            default -> add(new int[] {x.size()}, "@Flatten", List.of(x));
        }
    }

    /** Axes in another order, products of matrices, and sums over some axes. */
    private void matrix() {
        List<Node> fitting =
                nodes.stream().filter(n -> n.shape.length > 1 && n.size() < 600).toList();
        Node x;
        if (fitting.isEmpty()) {
            Node all = nodes.get(matrices.nextInt(nodes.size()));
            List<Integer> divisors = IntStream.rangeClosed(1, all.size())
                    .filter(d -> all.size() % d == 0)
                    .boxed()
                    .toList();
            int rows = divisors.get(matrices.nextInt(divisors.size()));
            int[] shape = {rows, all.size() / rows};
            x = add(shape, "@Reshape(shape = " + braces(shape) + ")", List.of(all));
        } else {
            x = fitting.get(matrices.nextInt(fitting.size()));
        }
        int steps = 1 + matrices.nextInt(3);
        for (int i = 0; i < steps; i++) {
            x = switch (matrices.nextInt(3)) {
                case 0 -> permuted(x);
                case 1 -> product(x);
                default -> summed(x);
            };
            if (x.shape.length == 1) {
                return;
            }
        }
    }

    private Node permuted(Node x) {
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, x.shape.length).boxed().toList());
        Collections.shuffle(order, matrices);
        int[] shape = order.stream().mapToInt(axis -> x.shape[axis - 1]).toArray();
        int[] dims = order.stream().mapToInt(axis -> axis).toArray();
        return add(shape, "@Permute(dims = " + braces(dims) + ")", List.of(x));
    }

    /** The product of {@code x} with a node that fits, read transposed or not; with itself if no other fits. */
    private Node product(Node x) {
        int rank = x.shape.length;
        boolean first = matrices.nextBoolean();
        int rows = x.shape[first ? rank - 1 : rank - 2];
        int inner = x.shape[first ? rank - 2 : rank - 1];
        boolean second = matrices.nextBoolean();
        List<Node> others = nodes.stream()
                .filter(n -> n != x && n.shape.length == rank && n.shape[second ? rank - 1 : rank - 2] == inner)
                .filter(n -> Arrays.equals(n.shape, 0, rank - 2, x.shape, 0, rank - 2))
                .toList();
        boolean itself = others.isEmpty();
        Node y = itself ? x : others.get(matrices.nextInt(others.size()));
        boolean turned = itself ? !first : second;
        int[] shape = x.shape.clone();
        shape[rank - 2] = rows;
        shape[rank - 1] = y.shape[turned ? rank - 2 : rank - 1];
        String layer = "@MatMul(transposeFirst = " + first + ", transposeSecond = " + turned + ")";
        return add(shape, layer, List.of(x, y));
    }

    /** The sum or mean over all axes but one. */
    private Node summed(Node x) {
        int rank = x.shape.length;
        int kept = matrices.nextInt(rank);
        int[] axes = IntStream.range(0, rank).filter(axis -> axis != kept).toArray();
        boolean keep = matrices.nextBoolean();
        int[] shape = keep ? x.shape.clone() : new int[] {x.shape[kept]};
        if (keep) {
            Arrays.stream(axes).forEach(axis -> shape[axis] = 1);
        }
        String written = braces(Arrays.stream(axes).map(axis -> axis + 1).toArray());
        return add(
                shape,
                "@" + (matrices.nextInt(3) > 0 ? "Sum" : "Mean") + "(axis = " + written
                        + (keep ? ", keepDims = true" : "") + ")",
                List.of(x));
    }

    private void step() {
        if (sequences.nextInt(8) == 0) {
            sequence();
            return;
        }
        switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> dense(vector(pick()), activation(), true);
            case 4, 5 -> {
                Node x = pick();
                String drawn = activation();
                // The sign of a number that is 0 in floats and next to it in doubles.
                boolean jumps = drawn.equals("SIGN") && !x.layer.startsWith("@Input")
                        || drawn.equals("THRESHOLD") && nodes.stream().anyMatch(n -> n.activation.equals("PROBIT"));
                String name = jumps ? "HARD_TANH" : drawn;
                String alpha = name.matches("LEAKY_RELU|C?ELU") ? maybe(", alpha = 0.375f") : "";
                Node y = add(x.shape, "@Activate(value = " + name + alpha + ")", List.of(x));
                y.activation = name;
            }
            case 6 -> {
                switch (words.nextInt(4)) {
                    case 0 -> add(pick(), "@LogSoftmax").activation = "LOG_SOFTMAX";
                    case 1, 2 -> add(pick(), prelu());
                    default -> add(pick(), "@Softmax").activation = "SOFTMAX";
                }
            }
            case 7 -> add(pick(), "@Dropout(rate = " + (random.nextInt(9) * 0.1f) + "f)");
            case 8 -> reshape(pick());
            case 9 -> elementwise("@Add");
            case 10 -> elementwise("@Multiply");
            case 11 -> concatenate();
            case 12 -> apply();
            case 13 -> pairwise("@Subtract");
            case 14 -> elementwise("@Average");
            case 15 -> elementwise("@Maximum");
            case 16 -> elementwise("@Minimum");
            case 17 -> dot();
            case 18, 19 -> maxout(vector(pick()));
            case 20 -> add(pick(), "@GaussianNoise(stddev = " + (1 + random.nextInt(8)) * 0.125f + "f)");
            case 21 -> normalize();
            case 22 -> {
                switch (words.nextInt(3)) {
                    case 0 -> add(pick(), "@Rescaling(scale = 0.75f, offset = -0.5f)");
                    case 1 -> norm(pick());
                    default -> along(pick());
                }
            }
            case 23 -> weight();
            default -> {
                if (cells.nextBoolean()) {
                    repeat();
                } else {
                    recurrent();
                }
            }
        }
    }

    /** Embeddings, positions and attention, on a node that is cut into steps where it has none. */
    private void sequence() {
        Node x = pick();
        if (sequences.nextInt(4) == 0) {
            int steps = 2 + sequences.nextInt(4);
            int limit = 1 + sequences.nextInt(20);
            int width = SIZES[sequences.nextInt(SIZES.length)];
            Node letters = new Node(
                    "tokens" + tokens.size(),
                    new int[] {steps},
                    "@Input(shape = " + steps + ", type = DataType.INT)",
                    List.of(),
                    List.of());
            tokens.add(letters);
            String padding = sequences.nextBoolean() ? ", paddingIndex = " + sequences.nextInt(limit) : "";
            x = add(
                    new int[] {steps, width},
                    "@Embedding(inputDim = " + limit + ", outputDim = " + width + padding
                            + ", embeddingsInitializer = @Init(value = NORMAL, scale = 0.5f))",
                    List.of(letters));
        } else if (x.shape.length != 2) {
            int size = x.size();
            List<Integer> divisors = IntStream.rangeClosed(1, size)
                    .filter(d -> size % d == 0)
                    .boxed()
                    .toList();
            int steps = divisors.get(sequences.nextInt(divisors.size()));
            x = add(
                    new int[] {steps, size / steps},
                    "@Reshape(shape = {" + steps + ", " + size / steps + "})",
                    List.of(x));
        }
        switch (sequences.nextInt(4)) {
            case 0 -> add(x, "@PositionalEncoding");
            case 1 -> add(x, "@PositionEmbedding(embeddingsInitializer = @Init(value = NORMAL, scale = 0.5f))");
            default -> attention(x);
        }
    }

    private void attention(Node query) {
        String causal = sequences.nextBoolean() ? "causal = true, " : "";
        String dropout = sequences.nextBoolean() ? "dropout = 0.25f, " : "";
        List<String> parameters = new ArrayList<>(List.of("@From(\"" + query.name + "\") Tensor query"));
        List<Node> sources = new ArrayList<>(List.of(query));
        int steps = query.shape[0];
        boolean single = sequences.nextInt(3) == 0;
        List<Node> keys = nodes.stream()
                .filter(n -> n.shape.length == 2 && (!single || n.width() == query.width()))
                .toList();
        Node key = keys.get(sequences.nextInt(keys.size()));
        if (key != query || sequences.nextBoolean()) {
            parameters.add("@From(\"" + key.name + "\") Tensor key");
            sources.add(key);
        } else {
            key = query;
        }
        if (sequences.nextBoolean()) {
            boolean rows = sequences.nextBoolean();
            int[] shape = rows ? new int[] {steps, key.shape[0]} : new int[] {key.shape[0]};
            String layer = "@Input(shape = " + braces(shape) + ")";
            Node mask = new Node("mask" + nodes.size(), shape, layer, List.of(), List.of());
            nodes.add(mask);
            parameters.add("@From(\"" + mask.name + "\") Tensor mask");
            sources.add(mask);
        }
        int heads = 1 + sequences.nextInt(3);
        String size = query.width() % heads == 0 && sequences.nextBoolean()
                ? ""
                : ", keySize = " + (1 + sequences.nextInt(17)) + ", valueSize = " + sequences.nextInt(6);
        String layer = single
                ? "@Attention(" + causal + dropout + "scale = " + (sequences.nextInt(3) * 0.25f) + "f)"
                : "@MultiHeadAttention(" + causal + dropout + "heads = " + heads + size
                        + (sequences.nextBoolean() ? "" : ", useBias = false") + ")";
        int[] shape = single ? new int[] {steps, key.width()} : query.shape;
        Node y = new Node("node" + nodes.size(), shape, layer, sources, parameters);
        sources.forEach(source -> source.used = true);
        nodes.add(y);
    }

    private void recurrent() {
        Node x = sequence(pick());
        int units = RECURRENT[cells.nextInt(RECURRENT.length)];
        String layer = List.of("SimpleRnn", "Gru", "Lstm").get(cells.nextInt(3));
        String direction = List.of("FORWARD", "BACKWARD", "BOTH").get(cells.nextInt(3));
        int width = direction.equals("BOTH") ? 2 * units : units;
        boolean all = cells.nextBoolean();
        String more = (cells.nextInt(4) == 0
                        ? ", useBias = false"
                        : ", biasInitializer = @Init(value = UNIFORM, scale = 0.5f)")
                + (cells.nextInt(4) == 0 ? ", recurrentRegularizer = @Regularizer(l2 = 0.25f)" : "")
                + (cells.nextInt(6) == 0 ? ", activation = SOFTSIGN" : "");
        Node y = add(
                all ? new int[] {x.shape[0], width} : new int[] {width},
                "@" + layer + "(units = " + units + ", direction = Direction." + direction
                        + (all ? ", returnSequences = true" : "") + more + ")",
                List.of(x));
        for (String role : layer.equals("Lstm") ? List.of("initialState", "initialCell") : List.of("initialState")) {
            List<Node> fitting = nodes.stream()
                    .filter(n -> n != y && n.shape.length == 1 && n.shape[0] == width)
                    .toList();
            if (!fitting.isEmpty() && cells.nextBoolean()) {
                Node state = fitting.get(cells.nextInt(fitting.size()));
                state.used = true;
                y.parameters.add("@From(\"" + state.name + "\") Tensor " + role);
            }
        }
        if (cells.nextInt(3) == 0) {
            Node mask = new Node(
                    "mask" + nodes.size(), new int[] {x.shape[0]}, "@Masking", List.of(x), List.of("Tensor " + x.name));
            mask.used = true;
            nodes.add(nodes.size() - 1, mask);
            y.parameters.add("@From(\"" + mask.name + "\") Tensor mask");
        }
        if (layer.equals("Lstm") && cells.nextInt(3) == 0) {
            add(new int[] {width}, "@CellState", List.of(y));
        }
    }

    /** {@code x} as a few steps. */
    private Node sequence(Node x) {
        if (x.shape.length == 2 && x.shape[0] <= STEPS) {
            return x;
        }
        int steps = IntStream.rangeClosed(1, STEPS)
                .filter(d -> x.size() % d == 0)
                .max()
                .orElse(1);
        int[] shape = {steps, x.size() / steps};
        return add(shape, "@Reshape(shape = " + braces(shape) + ")", List.of(x));
    }

    private Node dense(Node x, String activation, boolean own) {
        int units = size();
        List<Node> owners = nodes.stream().filter(n -> n.units > 0).toList();
        String sharing = "";
        boolean bias = random.nextInt(4) > 0;
        if (own && !owners.isEmpty() && random.nextInt(2) == 0) {
            Node owner = owners.get(random.nextInt(owners.size()));
            if (random.nextBoolean() && owner.in == x.width()) {
                units = owner.units;
                bias = owner.bias;
                sharing = ", sharedWith = \"" + owner.name + "\"";
            } else if (owner.in == x.width() || owner.units == x.width()) {
                units = owner.units == x.width() ? owner.in : owner.units;
                sharing = ", tiedTo = \"" + owner.name + "\"";
            }
        }
        String initializer = sharing.isEmpty() ? initializer() + treatment() : "";
        Node y = add(
                new int[] {units},
                "@Dense(units = " + units + (activation.equals("LINEAR") ? "" : ", activation = " + activation)
                        + (bias ? "" : ", useBias = false") + sharing + initializer + ")",
                List.of(x));
        y.activation = activation;
        if (sharing.isEmpty()) {
            y.in = x.width();
            y.units = units;
            y.bias = bias;
            y.frozen = random.nextInt(10) == 0;
        }
        return y;
    }

    /** What is said of weights in training, and of the value. */
    private String treatment() {
        return maybe(4, ", kernelRegularizer = @Regularizer(l1 = 0.0625f, l2 = 0.03125f)")
                + maybe(8, ", biasRegularizer = @Regularizer(l2 = 0.25f)")
                + maybe(6, ", activityRegularizer = @Regularizer(l1 = 0.125f, l2 = 0.25f)")
                + maybe(8, ", kernelConstraint = @Constraint(MAX_NORM)");
    }

    private void maxout(Node x) {
        int units = size();
        String bias = random.nextInt(4) > 0 ? "" : ", useBias = false";
        Node y = add(
                new int[] {units},
                "@Maxout(units = " + units + ", pieces = " + (2 + random.nextInt(3)) + bias + initializer()
                        + treatment() + ")",
                List.of(x));
        y.frozen = random.nextInt(10) == 0;
    }

    private void weight() {
        int[] shape = pick().shape;
        String regularizer = maybe(3, ", regularizer = @Regularizer(l1 = 0.125f, l2 = 0.25f)");
        Node y = add(
                shape,
                "@Weight(shape = " + braces(shape) + ", initializer = @Init(value = NORMAL, scale = 0.5f)" + regularizer
                        + ")",
                List.of());
        y.frozen = random.nextInt(10) == 0;
        Node x = nodes.stream()
                .filter(n -> n != y && Arrays.equals(n.shape, shape))
                .findFirst()
                .orElse(y);
        add(shape, random.nextBoolean() ? "@Multiply" : "@Maximum", List.of(x, y));
    }

    /** Two nodes of one shape. */
    private List<Node> pair() {
        Node x = pick();
        List<Node> alike =
                nodes.stream().filter(n -> Arrays.equals(n.shape, x.shape)).toList();
        return List.of(x, alike.get(random.nextInt(alike.size())));
    }

    private void pairwise(String layer) {
        List<Node> pair = pair();
        add(pair.get(0).shape, layer, pair);
    }

    private void dot() {
        List<Node> pair = pair();
        int[] shape = pair.get(0).shape.clone();
        shape[shape.length - 1] = 1;
        boolean normalize = pair.get(0) != pair.get(1) && pair.stream().allMatch(Node::hasDirection);
        add(shape, normalize ? "@Dot(normalize = true)" : "@Dot", pair);
    }

    private void normalize() {
        Node x = pick();
        if (x.hasDirection()) {
            add(x, "@L2Normalize");
        } else {
            dot();
        }
    }

    /** A normalisation, by an epsilon that no difference of numbers next to each other is divided by. */
    private void norm(Node x) {
        String members = maybeWord("scale = false, ") + "epsilon = 0.5f";
        String centred = maybeWord("center = false, ") + members;
        String start = words.nextBoolean() ? "" : ", gammaInitializer = @Init(value = NORMAL, scale = 0.5f)";
        int groups = IntStream.of(1, 2, 3, 5, 16, 17)
                .filter(g -> x.width() % g == 0)
                .boxed()
                .sorted((a, b) -> words.nextInt(3) - 1)
                .findFirst()
                .orElseThrow();
        switch (words.nextInt(5)) {
            case 0 -> add(x, "@LayerNormalization(" + centred + start + ")");
            case 1 -> add(x, "@RmsNormalization(" + members + start + ")");
            case 2 -> add(x, "@GroupNormalization(groups = " + groups + ", " + centred + start + ")");
            default -> {
                Node y = add(x, "@BatchNormalization(momentum = 0.75f, " + centred + start + ")");
                boolean others = nodes.stream().anyMatch(n -> n.layer.startsWith("@Dense") && !n.frozen);
                y.frozen = others && words.nextInt(6) == 0;
            }
        }
    }

    /** Sums, means, parts and zeros along an axis. */
    private void along(Node x) {
        int axis = words.nextInt(x.shape.length);
        int[] shape = x.shape.clone();
        switch (words.nextInt(4)) {
            case 0 -> {
                shape[axis] = 1;
                add(shape, "@" + one("Sum", "Mean") + "(axis = " + (axis + 1) + ", keepDims = true)", List.of(x));
            }
            case 1 -> {
                int start = words.nextInt(shape[axis]);
                shape[axis] -= start;
                add(shape, "@Slice(axis = " + (axis + 1) + ", start = " + start + ")", List.of(x));
            }
            case 2 -> {
                shape[axis] += 3;
                add(shape, "@Pad(axis = " + (axis + 1) + ", before = 1, after = 2)", List.of(x));
            }
            default -> {
                Node vector = vector(x);
                add(new int[] {2, vector.width()}, "@RepeatVector(n = 2)", List.of(vector));
            }
        }
    }

    private String maybeWord(String text) {
        return words.nextInt(3) == 0 ? text : "";
    }

    private String initializer() {
        String[] names = {
            "HE_NORMAL", "HE_UNIFORM", "GLOROT_NORMAL", "value = UNIFORM, scale = 0.5f", "value = NORMAL, scale = 0.25f"
        };
        String[] later = {
            "LECUN_NORMAL", "LECUN_UNIFORM", "value = TRUNCATED_NORMAL, scale = 0.25f", "ORTHOGONAL", "IDENTITY"
        };
        String bias = ", biasInitializer = @Init(value = UNIFORM, scale = 0.5f)";
        return random.nextBoolean() ? ", kernelInitializer = @Init(" + one(names, later) + ")" + bias : bias;
    }

    private void reshape(Node x) {
        if (random.nextBoolean()) {
            add(new int[] {x.size()}, "@Flatten", List.of(x));
            return;
        }
        List<Integer> divisors = IntStream.rangeClosed(1, x.size())
                .filter(d -> x.size() % d == 0)
                .boxed()
                .toList();
        int first = divisors.get(random.nextInt(divisors.size()));
        String written = random.nextBoolean() ? "-1, " + x.size() / first : first + ", " + x.size() / first;
        add(new int[] {first, x.size() / first}, "@Reshape(shape = {" + written + "})", List.of(x));
    }

    private void elementwise(String layer) {
        Node x = pick();
        List<Node> alike =
                nodes.stream().filter(n -> Arrays.equals(n.shape, x.shape)).toList();
        List<Node> operands = new ArrayList<>(List.of(x));
        int count = 2 + random.nextInt(2);
        while (operands.size() < count) {
            operands.add(alike.get(random.nextInt(alike.size())));
        }
        add(x.shape, layer, operands);
    }

    private void concatenate() {
        Node x = pick();
        int axis = random.nextInt(x.shape.length);
        List<Node> fitting = nodes.stream()
                .filter(n -> n.shape.length == x.shape.length)
                .filter(n -> IntStream.range(0, x.shape.length).allMatch(i -> i == axis || n.shape[i] == x.shape[i]))
                .toList();
        List<Node> operands = new ArrayList<>(List.of(x));
        int count = 2 + random.nextInt(2);
        while (operands.size() < count) {
            operands.add(fitting.get(random.nextInt(fitting.size())));
        }
        int[] shape = x.shape.clone();
        shape[axis] = operands.stream().mapToInt(n -> n.shape[axis]).sum();
        int written = axis == shape.length - 1 && random.nextBoolean() ? -1 : axis + 1;
        add(shape, "@Concatenate(axis = " + written + ")", operands);
    }

    private void apply() {
        Node x = vector(pick());
        if (random.nextBoolean()) {
            Node gate = vector(pick());
            int width = size();
            String with = "\"width = " + width + "\"";
            Node y = new Node(
                    "node" + nodes.size(),
                    new int[] {width},
                    "@Apply(value = Blocks.Gated.class, with = " + with + ")",
                    List.of(x, gate),
                    List.of("@From(\"" + x.name + "\") Tensor x", "@From(\"" + gate.name + "\") Tensor gate"));
            x.used = true;
            gate.used = true;
            nodes.add(y);
            return;
        }
        String with = "\"width = " + x.width() + ", rate = 0.25f\"";
        Node y = add(x.shape, "@Apply(value = Blocks.Residual.class, with = " + with + ")", List.of(x));
        if (random.nextBoolean()) {
            String shared = ", sharedWith = \"" + y.name + "\"";
            add(x.shape, "@Apply(value = Blocks.Residual.class, with = " + with + shared + ")", List.of(y));
        }
    }

    private void repeat() {
        int count = 1 + random.nextInt(4);
        Node x = vector(pick());
        switch (random.nextInt(4)) {
            case 0 ->
                add(
                        x.shape,
                        "@Apply(value = Blocks.Residual.class, with = \"width = " + x.width()
                                + ", rate = 0.5f\") @Repeat(" + count + ")",
                        List.of(x));
            case 1 ->
                add(
                        x.shape,
                        "@Apply(value = Blocks.Nested.class, with = \"width = " + x.width() + "\") @Repeat(" + count
                                + ")",
                        List.of(x));
            case 2 -> {
                Node gate = vector(pick());
                Node y = new Node(
                        "node" + nodes.size(),
                        x.shape,
                        "@Apply(value = Blocks.Gated.class, with = \"width = " + x.width() + "\") @Repeat(" + count
                                + ")",
                        List.of(x, gate),
                        List.of("@From(\"" + x.name + "\") Tensor x", "@From(\"" + gate.name + "\") Tensor gate"));
                x.used = true;
                gate.used = true;
                nodes.add(y);
            }
            default ->
                add(x.shape, "@Dense(units = " + x.width() + ", activation = TANH) @Repeat(" + count + ")", List.of(x));
        }
    }

    private void loss(Node node) {
        List<String> kinds = new ArrayList<>(List.of("MEAN_SQUARED", "HALF_SQUARED", "MEAN_ABSOLUTE"));
        if (node.activation.equals("SOFTMAX") && node.width() > 1) {
            kinds = List.of("CLASSES", "CLASSES", "PROBABILITIES", "MEAN_SQUARED");
        } else if (node.activation.equals("SIGMOID")) {
            kinds = List.of("BINARY_CROSS_ENTROPY", "BINARY_CROSS_ENTROPY", "HALF_SQUARED");
        }
        String kind = later(node, kinds.get(random.nextInt(kinds.size())));
        String function = kind.equals("CLASSES") || kind.equals("PROBABILITIES") ? "CROSS_ENTROPY" : kind;
        String labels = kind.equals("PROBABILITIES") ? ", labels = PROBABILITIES" : "";
        String weight = random.nextBoolean() ? "" : ", weight = " + (1 + random.nextInt(8)) * 0.25f + "f";
        String reduction = random.nextInt(3) > 0 ? "" : ", reduction = SUM";
        String target = "";
        List<Node> alike = nodes.stream()
                .filter(n -> n != node && n.layer.startsWith("@Input") && Arrays.equals(n.shape, node.shape))
                .toList();
        if (function.matches("MEAN_SQUARED|HALF_SQUARED") && !alike.isEmpty() && random.nextBoolean()) {
            target = ", target = \"" + alike.get(0).name + "\"";
        } else if (!function.equals("VALUE")) {
            targets.put(
                    node.name,
                    switch (kind) {
                        case "CLASSES" -> Target.CLASSES;
                        case "PROBABILITIES", "KL_DIVERGENCE" -> Target.PROBABILITIES;
                        case "BINARY_CROSS_ENTROPY" -> Target.BETWEEN_0_AND_1;
                        case "HINGE", "SQUARED_HINGE" -> Target.SIGNS;
                        case "POISSON" -> Target.NON_NEGATIVE;
                        default -> Target.ANY;
                    });
        }
        node.marks = " @Loss(value = " + function + labels + weight + reduction + target + options(node, kind) + ")";
    }

    /** {@code kind}, or one of those that came later. */
    private String later(Node node, String kind) {
        if (words.nextBoolean()) {
            return kind;
        }
        boolean rows = node.width() > 1;
        if (rows && node.activation.matches("(LOG_)?SOFTMAX")) {
            return one("CLASSES", "PROBABILITIES", "KL_DIVERGENCE");
        }
        if (node.activation.equals("SOFTPLUS")) {
            return "POISSON";
        }
        boolean logits = node.activation.matches("LINEAR|TANH|MISH|SOFTSIGN|HARD_TANH|CELU|SELU");
        if (logits && words.nextBoolean()) {
            return rows
                    ? one("CLASSES", "PROBABILITIES", "BINARY_CROSS_ENTROPY", "KL_DIVERGENCE")
                    : "BINARY_CROSS_ENTROPY";
        }
        if (node.activation.equals("SIGMOID")) {
            return kind;
        }
        String cosine = rows && node.layer.startsWith("@Dense") && logits ? "COSINE_SIMILARITY" : "HUBER";
        return one("HUBER", "LOG_COSH", "HINGE", "SQUARED_HINGE", "VALUE", cosine);
    }

    private String one(String... of) {
        return of[words.nextInt(of.length)];
    }

    private String options(Node node, String kind) {
        String options = kind.equals("HUBER") && words.nextBoolean() ? ", delta = 0.375f" : "";
        boolean probabilities = node.activation.matches("(LOG_)?SOFTMAX|SIGMOID|HARD_SIGMOID|PROBIT");
        if (kind.matches("CLASSES|PROBABILITIES|KL_DIVERGENCE|BINARY_CROSS_ENTROPY") && !probabilities) {
            options += ", fromLogits = true";
        }
        if (kind.matches("CLASSES|PROBABILITIES|BINARY_CROSS_ENTROPY") && words.nextInt(3) == 0) {
            options += ", labelSmoothing = 0.125f";
        }
        if (kind.equals("CLASSES") && words.nextInt(3) == 0) {
            options += IntStream.range(0, node.width())
                    .mapToObj(c -> (c % 5) * 0.5f + (c == 0 ? 1f : 0) + "f")
                    .collect(Collectors.joining(", ", ", classWeights = {", "}"));
        }
        if (words.nextInt(3) == 0) {
            options += ", sampleWeights = true";
            targets.put(node.name + "Weights", Target.NON_NEGATIVE);
        }
        return options;
    }

    private Node add(Node like, String layer) {
        return add(like.shape, layer, List.of(like));
    }

    private Node add(int[] shape, String layer, List<Node> sources) {
        List<String> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Node source : sources) {
            source.used = true;
            boolean again = names.contains(source.name);
            parameters.add(
                    again ? "@From(\"" + source.name + "\") Tensor again" + names.size() : "Tensor " + source.name);
            names.add(source.name);
        }
        Node node = new Node("node" + nodes.size(), shape, layer, sources, parameters);
        nodes.add(node);
        return node;
    }

    private Node vector(Node x) {
        return x.shape.length == 1 ? x : add(new int[] {x.size()}, "@Flatten", List.of(x));
    }

    /** Recent nodes are likelier, so graphs grow deep; inputs not yet used come first. */
    private Node pick() {
        List<Node> waiting = nodes.stream()
                .filter(n -> !n.used && n.layer.startsWith("@Input"))
                .toList();
        if (!waiting.isEmpty() && random.nextBoolean()) {
            return waiting.get(0);
        }
        int back = Math.min(random.nextInt(nodes.size()), random.nextInt(nodes.size()));
        return nodes.get(nodes.size() - 1 - back);
    }

    private String activation() {
        return one(ACTIVATIONS, LATER_ACTIVATIONS);
    }

    /** One of {@code names}, or as likely one of those that came later. */
    private String one(String[] names, String[] later) {
        String name = names[random.nextInt(names.length)];
        return words.nextBoolean() ? name : later[words.nextInt(later.length)];
    }

    private String prelu() {
        String start = words.nextBoolean() ? "" : "alphaInitializer = @Init(value = NORMAL, scale = 0.5f)";
        String one = words.nextInt(3) > 0 ? "" : start.isEmpty() ? "oneSlope = true" : ", oneSlope = true";
        return "@PRelu(" + start + one + ")";
    }

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private int[] shape(int rank) {
        int[] shape = new int[rank];
        for (int i = 0; i < rank - 1; i++) {
            shape[i] = 1 + random.nextInt(3);
        }
        shape[rank - 1] = size();
        return shape;
    }

    private String maybe(String text) {
        return maybe(2, text);
    }

    private String maybe(int oneOf, String text) {
        return random.nextInt(oneOf) == 0 ? text : "";
    }

    private static String braces(int[] shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    private Source source() {
        String name = "Random" + seed;
        StringBuilder text = new StringBuilder("""
                package random;

                import static io.lanewise.annotations.Activation.*;
                import static io.lanewise.annotations.ConstraintKind.*;
                import static io.lanewise.annotations.Initializer.*;
                import static io.lanewise.annotations.Labels.*;
                import static io.lanewise.annotations.LossFunction.*;
                import static io.lanewise.annotations.Reduction.*;
                import io.lanewise.annotations.*;
                import io.lanewise.annotations.layers.*;

                """);
        text.append("@SuppressWarnings(\"LW212\")\n@Model\ninterface ")
                .append(name)
                .append(" {\n");
        List<Node> all = new ArrayList<>(tokens);
        all.addAll(nodes);
        for (Node node : all) {
            String parameters = String.join(", ", node.parameters);
            text.append(String.format(
                    Locale.ROOT,
                    "    %s%s%s Tensor %s(%s);%n",
                    node.layer,
                    node.frozen ? " @Frozen" : "",
                    node.marks,
                    node.name,
                    parameters));
        }
        return new Source(seed, name, text.append("}\n").toString().replace("\r\n", "\n"), Map.copyOf(targets));
    }
}

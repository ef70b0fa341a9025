package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;
import java.util.Objects;

/**
 * Attention of each head, of projections of its own. The projections of query, key and value are matrices by themselves, which
 * lie one behind the other and are one tensor on disk where PyTorch has one.
 */
final class MultiHeadAttention implements Layer {
    private static final Expr SUM = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));

    @Override
    public String annotation() {
        return "MultiHeadAttention";
    }

    @Override
    public int maxInputs() {
        return 4;
    }

    @Override
    public List<String> roles() {
        return List.of("query", "key", "value", "mask");
    }

    @Override
    public boolean check(Site site) {
        boolean right = Attentions.checkDropout(site)
                & Counts.check(site, annotation(), "heads", "the number of attentions side by side");
        for (String member : List.of("keySize", "valueSize")) {
            int size = site.arguments().integer(member);
            if (size < 0) {
                site.wrongArgument(
                        ProblemCode.ARGUMENT_RANGE,
                        member,
                        member + " must be at least 1. It was " + size + ". Give the size of a head.");
                right = false;
            }
        }
        boolean kernel = Initializers.check(site, "kernelInitializer");
        boolean bias = Initializers.check(site, "biasInitializer");
        boolean regularizers = Treatments.checkRegularizers(site, "kernelRegularizer", "biasRegularizer");
        return right && kernel && bias && regularizers;
    }

    @Override
    public Shape shape(Site site) {
        int query = site.input("query");
        int key = site.input("key") >= 0 ? site.input("key") : query;
        int value = site.input("value") >= 0 ? site.input("value") : key;
        if (site.input("value") >= 0 && site.input("key") < 0) {
            return site.wrongInput(
                    ProblemCode.ROLE,
                    value,
                    "A value needs the key that it belongs to. '" + site.node()
                            + "' has a value and no key. Add a parameter Tensor key, or name this one key.");
        }
        for (int input : List.of(query, key, value)) {
            if (!Steps.shape(site, input, annotation()).isKnown()) {
                return Shape.UNKNOWN;
            }
        }
        Shape queries = site.inputs().get(query);
        Shape keys = site.inputs().get(key);
        Shape values = site.inputs().get(value);
        int heads = site.arguments().integer("heads");
        if (site.arguments().integer("keySize") == 0 && queries.width() % heads != 0) {
            return site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "heads",
                    "The heads must divide the size of the query, or have a size of their own. There are " + heads
                            + " heads but '" + site.sources().get(query) + "' is " + queries + " (" + site.path(query)
                            + "). Choose a number that divides " + queries.width() + ", or give keySize.");
        }
        if (!keys.dims().get(0).equals(values.dims().get(0))) {
            return site.wrongInput(
                    ProblemCode.SHAPES_DIFFER,
                    value,
                    "Each key has a value. '" + site.sources().get(key) + "' is " + keys + " (" + site.path(key)
                            + ") but '" + site.sources().get(value) + "' is " + values + " (" + site.path(value)
                            + "). Give both as many steps.");
        }
        if (!Attentions.maskFits(
                site, annotation(), queries.dims().get(0), keys.dims().get(0))) {
            return Shape.UNKNOWN;
        }
        Heads.of(site.arguments(), queries.width(), keys.width(), values.width())
                .declare(site);
        return queries;
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value query = Objects.requireNonNull(lowering.input("query"));
        Value key = Objects.requireNonNullElse(lowering.input("key"), query);
        Value value = Objects.requireNonNullElse(lowering.input("value"), key);
        Heads heads = Heads.of(
                lowering.arguments(),
                query.type().width(),
                key.type().width(),
                value.type().width());
        List<Value> projected = heads.project(lowering, List.of(query, key, value));
        int count = heads.count;
        int steps = query.type().dims().get(0);
        int width = heads.valueSize;
        double scale = 1 / Math.sqrt(heads.keySize);
        Value mixed = Attentions.attending(lowering, scale)
                .lower(
                        lowering,
                        split(lowering, projected.get(0), heads.keySize, List.of(1, 0, 2)),
                        split(lowering, projected.get(1), heads.keySize, List.of(1, 2, 0)),
                        split(lowering, projected.get(2), width, List.of(1, 0, 2)));
        Value joined = lowering.reshape(
                count == 1 ? mixed : lowering.permute(mixed, List.of(1, 0, 2)), List.of(steps, count * width));
        Value product = lowering.matMul(joined, lowering.parameter("out_proj.weight"), false);
        return heads.bias ? lowering.map("bias", SUM, product, lowering.parameter("out_proj.bias")) : product;
    }

    /** A projection {@code [steps, heads · size]} as {@code [steps, heads, size]} with its axes in another order. */
    private static Value split(Lowering lowering, Value projected, int size, List<Integer> axes) {
        List<Integer> dims = projected.type().dims();
        Value parts = lowering.reshape(projected, List.of(dims.get(0), dims.get(1) / size, size));
        return lowering.permute(parts, axes);
    }

    /** The sizes of the projections and the names of their parameters. */
    private record Heads(int count, int keySize, int valueSize, int query, int key, int value, boolean bias) {
        static Heads of(Arguments arguments, int query, int key, int value) {
            int count = arguments.integer("heads");
            int keySize = arguments.integer("keySize") > 0 ? arguments.integer("keySize") : query / count;
            int valueSize = arguments.integer("valueSize") > 0 ? arguments.integer("valueSize") : keySize;
            return new Heads(count, keySize, valueSize, query, key, value, arguments.flag("useBias"));
        }

        /** Names of the three weights, of query, key and value. */
        private List<String> weights() {
            boolean one = keySize == valueSize && count * keySize == query && key == query && value == query;
            return one ? parts("in_proj_weight") : List.of("q_proj_weight", "k_proj_weight", "v_proj_weight");
        }

        private List<String> biases() {
            return keySize == valueSize ? parts("in_proj_bias") : List.of("q_proj_bias", "k_proj_bias", "v_proj_bias");
        }

        private static List<String> parts(String name) {
            return List.of(Parameter.partName(name, 0), Parameter.partName(name, 1), Parameter.partName(name, 2));
        }

        void declare(Site site) {
            List<Integer> inputs = List.of(query, key, value);
            List<Integer> outputs = List.of(count * keySize, count * keySize, count * valueSize);
            for (int i = 0; i < 3; i++) {
                weight(site, weights().get(i), inputs.get(i), outputs.get(i), i);
            }
            for (int i = 0; bias && i < 3; i++) {
                bias(site, biases().get(i), inputs.get(i), outputs.get(i), i);
            }
            weight(site, "out_proj.weight", count * valueSize, query, 0);
            if (bias) {
                bias(site, "out_proj.bias", count * valueSize, query, 0);
            }
        }

        private static void weight(Site site, String name, int in, int out, int part) {
            parameter(site, name, "kernel", List.of(in, out), in, out, part);
        }

        private static void bias(Site site, String name, int in, int out, int part) {
            parameter(site, name, "bias", List.of(out), in, out, part);
        }

        private static void parameter(
                Site site, String name, String word, List<Integer> dims, int in, int out, int part) {
            Arguments arguments = site.arguments();
            Arguments initializer = arguments.nested(word + "Initializer");
            Treatment treatment =
                    new Treatment(false, Treatments.regularization(arguments, word + "Regularizer"), "NONE", 0);
            Parameter parameter = new Parameter(
                            name, dims, initializer.text("value"), initializer.real("scale"), in, out, List.of())
                    .treated(treatment);
            boolean whole = !name.startsWith("in_proj");
            site.parameter(
                    whole
                            ? parameter
                            : parameter
                                    .named(name.substring(0, name.length() - 2))
                                    .part(part, 3));
        }

        /** Query, key and value, each projected. */
        List<Value> project(Lowering lowering, List<Value> inputs) {
            // The parts of one tensor lie one behind the other, as they are asked for.
            List<Value> weights = weights().stream().map(lowering::parameter).toList();
            List<Value> biases =
                    bias ? biases().stream().map(lowering::parameter).toList() : List.of();
            Value[] projected = new Value[3];
            for (int i = 0; i < 3; i++) {
                Value product = lowering.matMul(inputs.get(i), weights.get(i), false);
                projected[i] = bias ? lowering.map("bias", SUM, product, biases.get(i)) : product;
            }
            return List.of(projected);
        }
    }
}

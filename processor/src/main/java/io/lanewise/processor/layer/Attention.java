package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code softmax(query · keyᵀ · scale) · value}, without parameters. */
final class Attention implements Layer {
    @Override
    public String annotation() {
        return "Attention";
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
        float scale = site.arguments().real("scale");
        boolean right = true;
        if (!Float.isFinite(scale)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "scale",
                    "scale must be finite. It was " + scale + ". Give a factor of the scores, or 0 for 1/√d.");
            right = false;
        }
        return Attentions.checkDropout(site) && right;
    }

    @Override
    public Shape shape(Site site) {
        int query = site.input("query");
        int value = site.input("value") >= 0 ? site.input("value") : site.input("key") >= 0 ? site.input("key") : query;
        int key = site.input("key") >= 0 ? site.input("key") : value;
        Shape queries = site.inputs().get(query);
        Shape keys = site.inputs().get(key);
        Shape values = site.inputs().get(value);
        boolean matrices = true;
        for (int input : List.of(query, key, value)) {
            if (matrices && site.inputs().get(input).rank() < 2) {
                Steps.shape(site, input, annotation());
                matrices = false;
            }
        }
        if (!matrices) {
            return Shape.UNKNOWN;
        }
        int axes = queries.rank();
        boolean fits = keys.rank() == axes
                && values.rank() == axes
                && before(queries, 2).equals(before(keys, 2))
                && before(keys, 1).equals(before(values, 1))
                && queries.width() == keys.width();
        if (!fits) {
            String found = IntStream.of(query, key, value)
                    .distinct()
                    .mapToObj(i -> "'" + site.sources().get(i) + "' is "
                            + site.inputs().get(i) + " (" + site.path(i) + ")")
                    .collect(Collectors.joining(", "));
            return site.wrongInput(
                    ProblemCode.SHAPES_DIFFER,
                    key,
                    "Attention expects a query […, T, d], a key […, S, d] and a value […, S, v]. " + found
                            + ". Bring them together, for example by @Dense.");
        }
        int steps = queries.dims().get(axes - 2);
        if (!Attentions.maskFits(site, annotation(), steps, keys.dims().get(axes - 2))) {
            return Shape.UNKNOWN;
        }
        return queries.withWidth(values.width());
    }

    private static List<Integer> before(Shape shape, int last) {
        return shape.dims().subList(0, shape.rank() - last);
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value query = required(lowering.input("query"));
        Value given = lowering.input("value");
        Value key = lowering.input("key");
        Value value = given != null ? given : key != null ? key : query;
        key = key != null ? key : value;
        List<Integer> axes = new ArrayList<>(
                IntStream.range(0, key.type().dims().size()).boxed().toList());
        Collections.swap(axes, axes.size() - 2, axes.size() - 1);
        float scale = lowering.arguments().real("scale");
        double factor = scale == 0 ? 1 / Math.sqrt(query.type().width()) : scale;
        return Attentions.attending(lowering, factor).lower(lowering, query, lowering.permute(key, axes), value);
    }

    private static Value required(@Nullable Value query) {
        if (query == null) {
            throw new IllegalStateException("An attention without a query");
        }
        return query;
    }
}

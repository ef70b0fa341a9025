package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the recurrent layers have in common. The product with the input is one for all steps, outside the scan; inside, there is
 * the product with the state and the cell, which the layer itself makes. In memory each gate is padded to whole panels, so that a
 * cell reads gates where the products leave them.
 */
abstract class Recurrent implements Layer {
    /** Role of the sequence, which need not be named. */
    private static final String INPUT = "input";

    private final String annotation;
    private final int gates;
    private final List<String> states;

    /** @param states names of the roles that states start from */
    Recurrent(String annotation, int gates, String... states) {
        this.annotation = annotation;
        this.gates = gates;
        this.states = List.of(states);
    }

    /**
     * The next states.
     *
     * @param input product with the input of a step, the gates side by side, each padded
     * @param product with the state, the same
     * @param biases what {@link #biases} gives, the same; none without biases
     */
    abstract List<Value> cell(Lowering within, Value input, Value product, List<Value> before, List<Value> biases);

    /** What a cell adds of the two biases: their sum, made once for all steps. */
    List<Value> biases(Lowering lowering, Value ofInput, Value ofState) {
        return List.of(lowering.map("bias", add(x(0), x(1)), ofInput, ofState));
    }

    @Override
    public String annotation() {
        return annotation;
    }

    @Override
    public List<String> roles() {
        List<String> roles = new ArrayList<>(List.of(INPUT));
        roles.addAll(states);
        roles.add("mask");
        return roles;
    }

    @Override
    public int maxInputs() {
        return roles().size();
    }

    // ---- arguments

    @Override
    public boolean check(Site site) {
        boolean right = Counts.check(site, annotation, "units", "the size of its state");
        for (String member : List.of("activation", "recurrentActivation")) {
            if (member.equals("activation") || gates > 1) {
                right &= actsOnElements(site, member);
            }
        }
        for (String member : List.of("kernelInitializer", "recurrentInitializer", "biasInitializer")) {
            right &= Initializers.check(site, member);
        }
        right &= Treatments.checkRegularizers(site, "kernelRegularizer", "recurrentRegularizer", "biasRegularizer");
        return Treatments.checkConstraints(site, "kernelConstraint", "recurrentConstraint", "biasConstraint") && right;
    }

    private static boolean actsOnElements(Site site, String member) {
        String function = site.arguments().text(member);
        if (!function.equals("SOFTMAX") && !function.equals("LOG_SOFTMAX")) {
            return true;
        }
        site.wrongArgument(
                ProblemCode.ARGUMENT_RANGE,
                member,
                member + " of a recurrent layer acts on each element by itself. It was " + function
                        + ", which looks along the row. Choose TANH or SIGMOID, or put @Softmax behind the layer.");
        return false;
    }

    // ---- shapes and parameters

    @Override
    public Shape shape(Site site) {
        int sequence = site.input(INPUT);
        Shape input = site.inputs().get(sequence);
        Arguments arguments = site.arguments();
        int units = arguments.integer("units");
        int directions = directions(arguments).size();
        long columns = (long) gates * Layout.pad(Math.min(units, 1 << 26));
        if (input.rank() != 2) {
            String source = site.sources().get(sequence);
            return site.wrongInput(
                    ProblemCode.RANK,
                    sequence,
                    annotation + " expects a sequence, steps × features, but '" + source + "' is " + input
                            + ". Its shape comes from " + site.path(sequence) + ". "
                            + (input.rank() == 1
                                    ? "Make it one by @Reshape, of one step by @Reshape({1, " + input.width() + "})."
                                    : "Bring it to two axes by @Reshape."));
        }
        if (columns > Integer.MAX_VALUE || units > 1 << 26) {
            return site.wrongArgument(
                    ProblemCode.TOO_LARGE,
                    "units",
                    "A matrix must have less than 2³¹ columns, padding included. units was " + units
                            + ". Choose a smaller size.");
        }
        boolean fits = true;
        for (String state : states) {
            fits &= fits(site, state, List.of(directions * units), "the size of the state");
        }
        fits &= fits(site, "mask", List.of(input.dims().get(0)), "a number a step");
        if (!fits) {
            return Shape.UNKNOWN;
        }
        for (String suffix : directions(arguments)) {
            declare(site, suffix, input.width(), units);
        }
        int width = directions * units;
        return arguments.flag("returnSequences") ? input.withWidth(width) : Shape.of(width);
    }

    private boolean fits(Site site, String role, List<Integer> dims, String what) {
        int index = site.input(role);
        if (index < 0 || site.inputs().get(index).dims().equals(dims)) {
            return true;
        }
        site.wrongInput(
                ProblemCode.SHAPES_DIFFER,
                index,
                role + " of '" + site.node() + "' is " + new Shape(dims) + ", " + what + ", but '"
                        + site.sources().get(index) + "' is " + site.inputs().get(index) + " (" + site.path(index)
                        + "). Bring it to that shape.");
        return false;
    }

    private void declare(Site site, String suffix, int inputs, int units) {
        Arguments arguments = site.arguments();
        Arguments kernel = arguments.nested("kernelInitializer");
        Arguments recurrent = arguments.nested("recurrentInitializer");
        Arguments bias = arguments.nested("biasInitializer");
        int all = gates * units;
        int padded = gates == 1 ? units : gates * Layout.pad(units);
        site.parameter(gated(
                new Parameter(
                                "weight_ih_l0" + suffix,
                                List.of(inputs, padded),
                                kernel.text("value"),
                                kernel.real("scale"),
                                inputs,
                                all,
                                List.of())
                        .treated(Treatments.of(arguments, "kernelRegularizer", "kernelConstraint")),
                List.of(all, inputs)));
        site.parameter(gated(
                new Parameter(
                                "weight_hh_l0" + suffix,
                                List.of(units, padded),
                                recurrent.text("value"),
                                recurrent.real("scale"),
                                units,
                                all,
                                List.of())
                        .treated(Treatments.of(arguments, "recurrentRegularizer", "recurrentConstraint")),
                List.of(all, units)));
        if (arguments.flag("useBias")) {
            String start = bias.text("value");
            boolean open = start.equals("ZEROS") && isOpen(arguments);
            for (String name : List.of("bias_ih_l0", "bias_hh_l0")) {
                site.parameter(gated(
                        new Parameter(
                                        name + suffix,
                                        List.of(padded),
                                        open && name.startsWith("bias_ih") ? "FORGET_GATE" : start,
                                        bias.real("scale"),
                                        inputs,
                                        all,
                                        List.of())
                                .treated(Treatments.of(arguments, "biasRegularizer", "biasConstraint")),
                        List.of(all)));
            }
        }
    }

    private Parameter gated(Parameter parameter, List<Integer> onDisk) {
        return gates == 1 ? parameter : parameter.inGates(gates, onDisk);
    }

    /** Whether a gate starts open. */
    boolean isOpen(Arguments arguments) {
        return false;
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    // ---- lowering

    @Override
    public Value lower(Lowering lowering) {
        Arguments arguments = lowering.arguments();
        boolean sequences = arguments.flag("returnSequences");
        List<List<Value>> lasts = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (String suffix : directions(arguments)) {
            List<Value> results = lower(lowering, suffix, lasts.size());
            values.add(results.get(sequences ? states.size() : 0));
            lasts.add(results);
        }
        boolean both = values.size() > 1;
        Value cell = null;
        if (states.size() > 1) {
            cell = both
                    ? lowering.concat(
                            lasts.stream().map(results -> results.get(1)).toList(),
                            0,
                            List.of(2 * arguments.integer("units")))
                    : lasts.get(0).get(1);
        }
        Value value = both ? lowering.concat(values, sequences ? 1 : 0) : values.get(0);
        if (cell != null) {
            lowering.rememberCell(value, cell);
        }
        return value;
    }

    /** One direction: the last states, and where they are asked for those of all steps. */
    private List<Value> lower(Lowering lowering, String suffix, int direction) {
        Arguments arguments = lowering.arguments();
        int units = arguments.integer("units");
        Value product = lowering.matMul(
                java.util.Objects.requireNonNull(lowering.input(INPUT)),
                lowering.parameter("weight_ih_l0" + suffix),
                false);
        Value weight = lowering.parameter("weight_hh_l0" + suffix);
        List<Value> carries = new ArrayList<>();
        for (String state : states) {
            carries.add(start(lowering, state, units, direction));
        }
        List<Value> steps = new ArrayList<>(List.of(product));
        Value mask = lowering.input("mask");
        if (mask != null) {
            steps.add(lowering.reshape(mask, List.of(mask.type().width(), 1)));
        }
        List<Value> invariants = new ArrayList<>(List.of(weight));
        if (arguments.flag("useBias")) {
            Value ofInput = lowering.parameter("bias_ih_l0" + suffix);
            Value ofState = lowering.parameter("bias_hh_l0" + suffix);
            invariants.addAll(biases(lowering, ofInput, ofState));
        }
        boolean sequences = arguments.flag("returnSequences");
        boolean reversed = !suffix.isEmpty();
        return lowering.scan(reversed, carries, steps, invariants, (within, given) -> {
            List<Value> before = given.subList(0, states.size());
            List<Value> read = given.subList(states.size(), given.size());
            int shared = mask == null ? 1 : 2;
            Value recurrent = within.matMul(before.get(0), read.get(shared), false);
            List<Value> biases = read.subList(shared + 1, read.size());
            List<Value> made = new ArrayList<>(cell(within, read.get(0), recurrent, before, biases));
            if (mask != null) {
                for (int i = 0; i < made.size(); i++) {
                    Expr kept = new Expr.Where(Expr.Comparison.GREATER, x(2), new Expr.Constant(0), x(0), x(1));
                    made.set(i, within.map("mask", kept, made.get(i), before.get(i), read.get(1)));
                }
            }
            if (sequences) {
                made.add(made.get(0));
            }
            return made;
        });
    }

    private Value start(Lowering lowering, String role, int units, int direction) {
        Value given = lowering.input(role);
        if (given == null) {
            return lowering.zeros(List.of(units));
        }
        boolean whole = given.type().width() == units;
        return whole ? given : lowering.slice(given, 0, direction * units, units);
    }

    /** Endings of the names of parameters, one a direction. */
    private static List<String> directions(Arguments arguments) {
        return switch (arguments.text("direction")) {
            case "FORWARD" -> List.of("");
            case "BACKWARD" -> List.of("_reverse");
            default -> List.of("", "_reverse");
        };
    }

    /** Gate {@code number} of {@code gates} side by side. */
    static Value gate(Lowering within, Value gates, int number) {
        int units = within.arguments().integer("units");
        return gates.type().width() == units ? gates : within.slice(gates, 0, number * Layout.pad(units), units);
    }

    /** The same with a bias, if there is one, added where the gate is read. */
    static Value gate(Lowering within, Value gates, int number, @Nullable Value bias) {
        Value gate = gate(within, gates, number);
        return bias == null ? gate : within.map("bias", add(x(0), x(1)), gate, gate(within, bias, number));
    }

    /** Bias {@code number} of those that a cell is given; null if there are none. */
    static @Nullable Value bias(List<Value> biases, int number) {
        return biases.isEmpty() ? null : biases.get(number);
    }

    static Expr x(int operand) {
        return new Expr.Operand(operand);
    }

    static Expr add(Expr a, Expr b) {
        return new Expr.Call(Function.ADD, List.of(a, b));
    }

    static Expr multiply(Expr a, Expr b) {
        return new Expr.Call(Function.MULTIPLY, List.of(a, b));
    }

    /** {@code activation} of a sum of two. */
    static Value activated(Lowering within, String activation, Value a, Value b) {
        Value sum = within.map("add", add(x(0), x(1)), a, b);
        return within.activation(activation, Float.NaN, sum);
    }
}

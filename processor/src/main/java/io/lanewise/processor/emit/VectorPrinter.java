package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Access;
import io.lanewise.processor.ir.Nest.Argument;
import io.lanewise.processor.ir.Nest.Local;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Nest.Space;
import io.lanewise.processor.ir.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vector form: hardware vectors of the columns, whole virtual vectors first, then the ragged tail, whose lanes beyond the
 * end become the identity of a sum or maximum and the zeros of the padding. Where much is computed, one loop does both.
 */
class VectorPrinter extends NestPrinter {
    /**
     * Instructions of a pass, fewer than those of an exponential, above which its loop is printed once. What C2 inlines while it parses
     * is limited, by 18,000 nodes or some 50 operations of vectors; the calls behind are inlined later, and then a vector that one
     * turn or loop hands on to the next may stay an object, made in each call.
     */
    private static final int LARGE = 32;

    /** Vectors that are the same in every row, by their numbers: names of locals. */
    private final Map<String, String> shared = new LinkedHashMap<>();

    private Code constants = new Code();

    VectorPrinter(Nest nest) {
        super(nest);
    }

    @Override
    boolean padsItself() {
        return true;
    }

    /** One number of an example: a vector of zeros takes less time than a call that fills. */
    @Override
    final boolean clearsFirst(Memory memory) {
        return memory.access() == Access.ROW;
    }

    @Override
    final void clear(Code code, Memory memory) {
        code.beginControlFlow("for (int lane = 0; lane < $L; lane += $T.LENGTH)", Layout.LANES, RuntimeNames.LANES)
                .addStatement(
                        "$T.zero($T.S).intoArray($L, $LRow + lane)",
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        memory.name(),
                        memory.name())
                .endControlFlow();
    }

    @Override
    List<ClassName> types() {
        return RuntimeNames.IN_VECTORS;
    }

    /** Itself an instruction wherever vectors are used; in a large kernel the runtime's would be a call, around which all vectors are saved. */
    @Override
    final String fma() {
        return "Math";
    }

    @Override
    void columns(Code code, Nest.Pass pass) {
        boolean hasFull = nest.width() >= Layout.LANES || nest.anyWidth();
        if (hasFull && !nest.isWhole() && (isLarge(pass) || pass.reduces() && isBehindLarge(pass))) {
            inOneLoop(code, pass);
            return;
        }
        List<Nest.Reduce> reductions = pass.reductions();
        boolean reduces = !reductions.isEmpty();
        if (reduces) {
            code.beginControlFlow("for (int part = 0; part < $L; part += $T.LENGTH)", Layout.LANES, RuntimeNames.LANES);
            for (Nest.Reduce reduce : reductions) {
                code.addStatement(
                        "$T $L = $T.broadcast($T.S, $L)",
                        RuntimeNames.FLOAT_VECTOR,
                        accumulator(reduce),
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        identity(reduce.kind()));
            }
        }
        if (hasFull) {
            if (reduces) {
                code.beginControlFlow("for (int j = part; j < $L; j += $L)", full, Layout.LANES);
            } else {
                code.beginControlFlow("for (int j = 0; j < $L; j += $T.LENGTH)", full, RuntimeNames.LANES);
            }
            body(code, pass, false);
            code.endControlFlow();
        }
        if (!nest.isWhole()) {
            if (reduces) {
                code.beginControlFlow("for (int j = $L; j < $L; j += $L)", plusPart(), width, Layout.LANES);
            } else {
                code.beginControlFlow("for (int j = $L; j < $L; j += $T.LENGTH)", full, padded(), RuntimeNames.LANES);
            }
            code.addStatement("int below = $L - j", width);
            body(code, pass, true);
            code.endControlFlow();
            if (reduces) {
                emptyTail(code, pass);
            }
        }
        if (reduces) {
            for (int i = 0; i < reductions.size(); i++) {
                code.addStatement("$L.intoArray(r, $L + part)", accumulator(reductions.get(i)), lanes(i));
            }
            code.endControlFlow();
        }
    }

    /** Whole vectors and the tail by the same statements, which part only where they write; sums and maxima stay in memory. */
    private void inOneLoop(Code code, Nest.Pass pass) {
        List<Nest.Reduce> reductions = pass.reductions();
        if (!reductions.isEmpty()) {
            code.beginControlFlow("for (int lane = 0; lane < $L; lane += $T.LENGTH)", Layout.LANES, RuntimeNames.LANES);
            for (int i = 0; i < reductions.size(); i++) {
                code.addStatement(
                        "$T.broadcast($T.S, $L).intoArray(r, $L + lane)",
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        identity(reductions.get(i).kind()),
                        lanes(i));
            }
            code.endControlFlow();
        }
        code.beginControlFlow("for (int j = 0; j < $L; j += $T.LENGTH)", width, RuntimeNames.LANES);
        for (Nest.Instruction instruction : pass.column()) {
            if (!writes(instruction)) {
                instruction(code, instruction, false);
            }
        }
        code.beginControlFlow("if (j < $L)", full);
        writes(code, pass, false);
        code.nextControlFlow("else").addStatement("int below = $L - j", width);
        writes(code, pass, true);
        code.endControlFlow().endControlFlow();
        if (stores(pass)) {
            code.beginControlFlow(
                    "for (int j = $L + $T.LENGTH - 1 & -$T.LENGTH; j < $L; j += $T.LENGTH)",
                    width,
                    RuntimeNames.LANES,
                    RuntimeNames.LANES,
                    padded(),
                    RuntimeNames.LANES);
            zeros(code, pass);
            code.endControlFlow();
        }
    }

    private void writes(Code code, Nest.Pass pass, boolean tail) {
        int reductions = 0;
        for (Nest.Instruction instruction : pass.column()) {
            if (instruction instanceof Nest.Reduce reduce) {
                String lanes = lanes(reductions++) + " + (j & " + (Layout.LANES - 1) + ")";
                String sofar =
                        Code.of("$T.fromArray($T.S, r, $L)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES, lanes);
                code.addStatement("$L.intoArray(r, $L)", reduced(sofar, reduce, tail), lanes);
            } else if (writes(instruction)) {
                instruction(code, instruction, tail);
            }
        }
    }

    private static boolean writes(Nest.Instruction instruction) {
        return instruction instanceof Nest.Store
                || instruction instanceof Nest.Add
                || instruction instanceof Nest.Reduce;
    }

    private static boolean stores(Nest.Pass pass) {
        return pass.column().stream().anyMatch(Nest.Store.class::isInstance);
    }

    private static boolean isLarge(Nest.Pass pass) {
        return pass.weight() > LARGE;
    }

    private boolean isBehindLarge(Nest.Pass pass) {
        return nest.passes().stream().takeWhile(before -> before != pass).anyMatch(VectorPrinter::isLarge);
    }

    /** The end of the last virtual vector. A width that a call decides may leave no tail. */
    private String padded() {
        return nest.variesInWidth()
                ? "(width + 15 & -16)"
                : nest.anyWidth() ? "full + " + Layout.LANES : String.valueOf(Layout.pad(nest.width()));
    }

    /** Vectors of the last virtual vector that lie wholly behind the row still hold padding, which must be zero. */
    private void emptyTail(Code code, Nest.Pass pass) {
        if (!stores(pass)) {
            return;
        }
        String some = nest.variesInWidth() ? " && full < width" : "";
        code.beginControlFlow("if ($L >= $L$L)", plusPart(), width, some);
        code.addStatement("int j = $L", plusPart());
        zeros(code, pass);
        code.endControlFlow();
    }

    private void zeros(Code code, Nest.Pass pass) {
        for (Nest.Instruction instruction : pass.column()) {
            if (instruction instanceof Nest.Store store) {
                code.addStatement(
                        "$T.zero($T.S).intoArray($L, $L)",
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        store.to().name(),
                        element(store.to()));
            }
        }
    }

    private String plusPart() {
        return full.equals("0") ? "part" : full + " + part";
    }

    private static String accumulator(Nest.Reduce reduce) {
        return reduce.to().name() + "Lanes";
    }

    final void body(Code code, Nest.Pass pass, boolean tail) {
        pass.column().forEach(instruction -> instruction(code, instruction, tail));
    }

    private void instruction(Code code, Nest.Instruction instruction, boolean tail) {
        if (instruction instanceof Nest.Load load) {
            declare(code, load.to(), load(load.from()));
        } else if (instruction instanceof Nest.Product product) {
            product(code, product);
        } else if (instruction instanceof Nest.Index index) {
            declare(
                    code,
                    index.to(),
                    Code.of("$T.zero($T.S).addIndex(1).add((float) j)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES));
        } else if (instruction instanceof Nest.Factor factor) {
            factor(code, factor);
        } else if (instruction instanceof Nest.Apply apply) {
            declare(code, apply.to(), call(apply));
        } else if (instruction instanceof Nest.Select select) {
            declare(code, select.to(), select(select));
        } else if (instruction instanceof Nest.Store store) {
            store(code, store.to(), vector(store.from()), tail);
        } else if (instruction instanceof Nest.Add add) {
            add(code, add, tail);
        } else if (instruction instanceof Nest.Reduce reduce) {
            reduce(code, reduce, tail);
        } else {
            throw new IllegalStateException("Not a column's instruction: " + instruction);
        }
    }

    void add(Code code, Nest.Add add, boolean tail) {
        String sum = Code.of("$L.add($L)", load(add.to()), kept(vector(add.from()), tail, "0f"));
        code.addStatement("$L.intoArray($L, $L)", sum, add.to().name(), element(add.to()));
    }

    void reduce(Code code, Nest.Reduce reduce, boolean tail) {
        code.addStatement("$L = $L", accumulator(reduce), reduced(accumulator(reduce), reduce, tail));
    }

    private String reduced(String sofar, Nest.Reduce reduce, boolean tail) {
        return Code.of(
                "$L.$L($L)",
                sofar,
                reduce.kind() == Op.Reduce.Kind.SUM ? "add" : "max",
                kept(vector(reduce.from()), tail, identity(reduce.kind())));
    }

    private static void product(Code code, Nest.Product product) {
        String to = product.to().name();
        declare(code, product.to(), Code.of("$T.zero($T.S)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES));
        code.beginControlFlow("for (int k = 0; k < $L; k++)", product.left().rowWidth())
                .addStatement(
                        "$L = $T.broadcast($T.S, $L[$L]).fma($T.fromArray($T.S, $L, $L), $L)",
                        to,
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        product.left().name(),
                        element(product.left()),
                        RuntimeNames.FLOAT_VECTOR,
                        RuntimeNames.LANES,
                        product.right().name(),
                        element(product.right()),
                        to)
                .endControlFlow();
    }

    private static void declare(Code code, Local local, String value) {
        code.addStatement(
                "$T $L = $L", local.bits() ? RuntimeNames.INT_VECTOR : RuntimeNames.FLOAT_VECTOR, local.name(), value);
    }

    String load(Memory memory) {
        return Code.of(
                "$T.fromArray($T.S, $L, $L)",
                RuntimeNames.FLOAT_VECTOR,
                RuntimeNames.LANES,
                memory.name(),
                element(memory));
    }

    void store(Code code, Memory memory, String value, boolean tail) {
        code.addStatement("$L.intoArray($L, $L)", kept(value, tail, "0f"), memory.name(), element(memory));
    }

    /** {@code value} with lanes beyond the row's end put to {@code rest}. */
    private static String kept(String value, boolean tail, String rest) {
        if (!tail) {
            return value;
        }
        String others = rest.equals("0f")
                ? Code.of("$T.zero($T.S)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES)
                : Code.of("$T.broadcast($T.S, $L)", RuntimeNames.FLOAT_VECTOR, RuntimeNames.LANES, rest);
        return Code.of("$L.blend($L, $L)", others, value, inside());
    }

    /**
     * The mask of the lanes before the row's end. Written out, because a helper of ours would stay a call in large kernels,
     * where C2 inlines only what the vector module itself forces in, and a call makes every vector around it an object.
     */
    private static String inside() {
        return Code.of(
                "$T.zero($T.S).addIndex(1).compare($T.LT, (float) below)",
                RuntimeNames.FLOAT_VECTOR,
                RuntimeNames.LANES,
                RuntimeNames.VECTOR_OPERATORS);
    }

    private void factor(Code code, Nest.Factor factor) {
        String name = factor.to().name();
        String random = factor.random().name();
        String bits = name + "Bits";
        code.addStatement(
                "$T $L = $T.zero($T.I).addIndex(1).add($L).mul($T.STEP).add($LRow)",
                RuntimeNames.INT_VECTOR,
                bits,
                RuntimeNames.INT_VECTOR,
                RuntimeNames.LANES,
                place(Space.COLUMN, factor.random()),
                RuntimeNames.RNG,
                random);
        mix(code, bits, 16);
        code.addStatement("$L = $L.mul(0x7feb352d)", bits, bits);
        mix(code, bits, 15);
        code.addStatement("$L = $L.mul(0x846ca68b)", bits, bits);
        mix(code, bits, 16);
        if (!factor.random().isFactors()) {
            // 23 bits of the mantissa: from 1 to 2, then about 0; all exact, as the scalar form is.
            code.addStatement(
                    "$T $L = $L.lanewise($T.LSHR, 9).or(0x3F800000).reinterpretAsFloats().sub(1.5f).add(0x1p-24f)"
                            + ".mul($LScale).add(0.5f)",
                    RuntimeNames.FLOAT_VECTOR,
                    name,
                    bits,
                    RuntimeNames.VECTOR_OPERATORS,
                    random);
            return;
        }
        code.addStatement(
                "$T $L = $T.zero($T.I).blend(Float.floatToRawIntBits($LScale), "
                        + "$L.lanewise($T.LSHR, 8).compare($T.GE, $LThreshold)).reinterpretAsFloats()",
                RuntimeNames.FLOAT_VECTOR,
                name,
                RuntimeNames.INT_VECTOR,
                RuntimeNames.LANES,
                random,
                bits,
                RuntimeNames.VECTOR_OPERATORS,
                RuntimeNames.VECTOR_OPERATORS,
                random);
    }

    private static void mix(Code code, String bits, int shift) {
        code.addStatement(
                "$L = $L.lanewise($T.XOR, $L.lanewise($T.LSHR, $L))",
                bits,
                bits,
                RuntimeNames.VECTOR_OPERATORS,
                bits,
                RuntimeNames.VECTOR_OPERATORS,
                shift);
    }

    private String select(Nest.Select select) {
        String comparison = switch (select.comparison()) {
            case GREATER -> "GT";
            case GREATER_OR_EQUAL -> "GE";
            case EQUAL -> "EQ";
        };
        String mask = Code.of(
                "$L.compare($T.$L, $L)",
                receiver(select.left()),
                RuntimeNames.VECTOR_OPERATORS,
                comparison,
                either(select.right()));
        if (select.to().bits()) {
            // The mask is one of floats, so that the choice is made among floats.
            return Code.of(
                    "$L.reinterpretAsFloats().blend($L.reinterpretAsFloats(), $L).reinterpretAsInts()",
                    receiver(select.otherwise()),
                    receiver(select.then()),
                    mask);
        }
        return Code.of("$L.blend($L, $L)", receiver(select.otherwise()), either(select.then()), mask);
    }

    private String call(Nest.Apply apply) {
        List<Argument> arguments = apply.arguments();
        String a = receiver(arguments.get(0));
        String b = arguments.size() > 1 ? either(arguments.get(1)) : Code.of("");
        return switch (apply.function()) {
            case ADD, BITS_ADD -> Code.of("$L.add($L)", a, b);
            case SUBTRACT -> Code.of("$L.sub($L)", a, b);
            case MULTIPLY -> Code.of("$L.mul($L)", a, b);
            case DIVIDE -> Code.of("$L.div($L)", a, b);
            case NEGATE -> Code.of("$L.neg()", a);
            case ABS -> Code.of("$L.abs()", a);
            // HotSpot's maximum takes seven instructions, for signs of zeros and NaN; a choice two, and says the same
            // of +0.
            case MAX ->
                b.equals("0f")
                        ? Code.of("$L.blend(0f, $L.compare($T.LE, 0f))", a, a, RuntimeNames.VECTOR_OPERATORS)
                        : Code.of("$L.max($L)", a, b);
            case MIN -> Code.of("$L.min($L)", a, b);
            case FMA -> Code.of("$L.fma($L, $L)", a, vector(arguments.get(1)), vector(arguments.get(2)));
            case SQRT -> Code.of("$L.sqrt()", a);
            case TO_BITS -> Code.of("$L.reinterpretAsInts()", a);
            case FROM_BITS -> Code.of("$L.reinterpretAsFloats()", a);
            case BITS_AND -> Code.of("$L.and($L)", a, b);
            case BITS_SHIFT_LEFT -> Code.of("$L.lanewise($T.LSHL, $L)", a, RuntimeNames.VECTOR_OPERATORS, b);
            case BITS_SHIFT_RIGHT -> Code.of("$L.lanewise($T.ASHR, $L)", a, RuntimeNames.VECTOR_OPERATORS, b);
            default -> throw new IllegalStateException(apply.function() + " has a definition and is never printed");
        };
    }

    /**
     * The vector whose method is called. A number is spread there and then: of a local that does nothing but be called on, in
     * two loops of a large method, C2 of JDK 25 makes an object in each call of the method.
     */
    private String receiver(Argument argument) {
        return argument instanceof Nest.Number ? spread(argument) : vector(argument);
    }

    /** An operand that must be a vector. */
    final String vector(Argument argument) {
        if (argument instanceof Local local && local.space() == Space.COLUMN) {
            return Code.of("$L", local.name());
        }
        if (argument instanceof Local local && local.space() == Space.ROW) {
            return spread(argument);
        }
        return Code.of("$L", shared.computeIfAbsent(text(argument) + isBits(argument), key -> {
            String name = "k" + (shared.size() + 1);
            constants.addStatement("$T $L = $L", type(argument), name, spread(argument));
            return name;
        }));
    }

    private static String spread(Argument argument) {
        return Code.of(
                "$T.broadcast($T.$L, $L)",
                type(argument),
                RuntimeNames.LANES,
                isBits(argument) ? "I" : "S",
                text(argument));
    }

    private static TypeName type(Argument argument) {
        return isBits(argument) ? RuntimeNames.INT_VECTOR : RuntimeNames.FLOAT_VECTOR;
    }

    private static boolean isBits(Argument argument) {
        return argument instanceof Local local ? local.bits() : ((Nest.Number) argument).bits();
    }

    @Override
    String constants() {
        Code taken = constants;
        if (full.equals("full")) {
            taken.addStatement("int full = width & -$L", Layout.LANES);
        }
        constants = new Code();
        shared.clear();
        return taken.toString();
    }

    /** An operand that may be a number, which the operation spreads over the lanes. */
    private static String either(Argument argument) {
        return Code.of("$L", text(argument));
    }
}

package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Argument;
import io.lanewise.processor.ir.Nest.Local;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Nest.Space;
import io.lanewise.processor.ir.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements at an element, on hardware vectors of the columns; the loops around them are a subclass's. */
abstract class VectorStatements extends NestPrinter {
    /** Vectors that are the same in every row, by their numbers: names of locals. */
    private final Map<String, String> shared = new LinkedHashMap<>();

    private Code constants = new Code();

    VectorStatements(Nest nest) {
        super(nest);
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

    static String accumulator(Nest.Reduce reduce) {
        return reduce.to().name() + "Lanes";
    }

    /** One instruction; with {@code tail} for vectors of which no more than {@code below} lanes lie in the row. */
    final void instruction(Code code, Nest.Instruction instruction, boolean tail) {
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
        code.addStatement("$L = $L", accumulator(reduce), combined(accumulator(reduce), reduce, tail));
    }

    /** {@code sofar} together with the element. */
    final String combined(String sofar, Nest.Reduce reduce, boolean tail) {
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

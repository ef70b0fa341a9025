package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Access;
import io.lanewise.processor.ir.Nest.Argument;
import io.lanewise.processor.ir.Nest.Instruction;
import io.lanewise.processor.ir.Nest.Local;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Nest.Pass;
import io.lanewise.processor.ir.Nest.Space;
import io.lanewise.processor.ir.Op;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Prints a nest as a method. What a row does once is the same text in both forms; the columns are the subclass's. Rows are
 * those of the examples {@code from} to {@code to}.
 */
abstract class NestPrinter {
    final Nest nest;
    final int outer;
    /** Elements of a row: a number, or the method's parameter. */
    final String width;
    /** Elements in whole virtual vectors; the rest of a row is its tail. */
    final String full;

    NestPrinter(Nest nest) {
        this.nest = nest;
        this.outer = nest.outer();
        this.width = nest.anyWidth() ? "width" : String.valueOf(nest.width());
        this.full = !nest.anyWidth()
                ? String.valueOf(nest.width() / Layout.LANES * Layout.LANES)
                : nest.isWhole() ? "width" : "full";
    }

    /**
     * Parameters of a nest's method, in order: memories, dropout and the examples of the batch before the first, the reserve of
     * reductions, the count, whether it is training, the width, the examples.
     */
    static List<ParameterSpec> parameters(Nest nest) {
        List<ParameterSpec> all = new ArrayList<>();
        for (Memory memory : nest.memories()) {
            all.add(parameter(ArrayTypeName.of(memory.ints() ? TypeName.INT : TypeName.FLOAT), memory.name()));
            all.add(parameter(TypeName.INT, memory.name() + "At"));
        }
        for (Nest.Random random : nest.randoms()) {
            all.add(parameter(TypeName.INT, random.name() + "Key"));
            if (random.isFactors()) {
                all.add(parameter(TypeName.INT, random.name() + "Threshold"));
            }
            all.add(parameter(TypeName.FLOAT, random.name() + "Scale"));
        }
        if (!nest.randoms().isEmpty()) {
            all.add(parameter(TypeName.INT, "before"));
        }
        if (reduces(nest)) {
            all.add(parameter(ArrayTypeName.of(TypeName.FLOAT), "r"));
            all.add(parameter(TypeName.INT, "rAt"));
        }
        if (counts(nest)) {
            all.add(parameter(TypeName.INT, "count"));
        }
        if (asksForTraining(nest)) {
            all.add(parameter(TypeName.FLOAT, "training"));
        }
        if (nest.anyWidth()) {
            all.add(parameter(TypeName.INT, "width"));
        }
        if (nest.anyRows()) {
            all.add(parameter(TypeName.INT, "rows"));
        }
        all.add(parameter(TypeName.INT, "from"));
        all.add(parameter(TypeName.INT, "to"));
        return all;
    }

    private static ParameterSpec parameter(TypeName type, String name) {
        return ParameterSpec.builder(type, name).build();
    }

    static boolean reduces(Nest nest) {
        return nest.passes().stream().anyMatch(Pass::reduces);
    }

    static boolean counts(Nest nest) {
        return nest.before().stream().anyMatch(Nest.Count.class::isInstance);
    }

    static boolean asksForTraining(Nest nest) {
        return nest.before().stream().anyMatch(Nest.Training.class::isInstance);
    }

    /** The method, and the methods of its passes where it would be too long by itself. */
    List<MethodSpec> print(String method) {
        Code code = new Code();
        code.beginControlFlow("for (int example = from; example < to; example++)");
        for (Nest.Random random : nest.randoms()) {
            code.addStatement(
                    "int $LRow = $T.rowKey($LKey, before + example)", random.name(), RuntimeNames.RNG, random.name());
        }
        for (Memory memory : nest.memories()) {
            if (memory.use() == Nest.Use.ADD && !memory.isSum()) {
                startSum(code, memory);
            }
        }
        if (outer > 1) {
            code.beginControlFlow("for (int row = 0; row < $L; row++)", nest.anyRows() ? "rows" : outer);
        }
        for (Memory memory : nest.memories()) {
            rowOffset(code, memory);
        }
        for (Memory memory : nest.memories()) {
            if (isPadded(memory) && clearsFirst(memory)) {
                clear(code, memory);
            }
        }
        List<MethodSpec> methods = new ArrayList<>();
        boolean inParts = nest.isLong();
        for (Pass pass : nest.passes()) {
            for (Instruction instruction : pass.row()) {
                scalar(code, instruction);
            }
            if (pass.column().isEmpty()) {
                continue;
            }
            if (inParts) {
                methods.add(part(method + "Part" + (methods.size() + 1), pass, code));
            } else {
                columns(code, pass);
            }
            reduced(code, pass);
        }
        for (Memory memory : nest.memories()) {
            if (isPadded(memory) && !clearsFirst(memory)) {
                padding(code, memory);
            }
        }
        if (outer > 1) {
            code.endControlFlow();
        }
        code.endControlFlow();
        methods.add(0, method(method, code));
        return methods;
    }

    /** The method of all rows, before which it computes what is one for all of them. */
    final MethodSpec method(String method, Code rows) {
        Code before = new Code();
        for (Instruction instruction : nest.before()) {
            scalar(before, instruction);
        }
        for (Memory memory : nest.memories()) {
            if (nest.stride(memory).endsWith("stride") || nest.rowStride(memory).equals("stride")) {
                before.addStatement("int stride = width + $L & -$L", Layout.LANES - 1, Layout.LANES);
                break;
            }
        }
        return MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.STATIC)
                .addParameters(parameters(nest))
                .addCode(Code.block(opening() + before + constants() + rows, types()))
                .build();
    }

    private MethodSpec part(String method, Pass pass, Code caller) {
        List<ParameterSpec> parameters = new PassPart(nest, pass).parameters();
        caller.addCall(method, parameters.stream().map(ParameterSpec::name).toList());
        Code code = new Code();
        columns(code, pass);
        return MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameters(parameters)
                .addCode(Code.block(constants() + code, types()))
                .build();
    }

    /** The results of a pass's reductions, from their lanes in the reserve. */
    private void reduced(Code code, Pass pass) {
        List<Nest.Reduce> reductions = pass.reductions();
        for (int i = 0; i < reductions.size(); i++) {
            Nest.Reduce reduce = reductions.get(i);
            if (nest.anyWidth() || nest.width() >= Layout.LANES) {
                String combine = reduce.kind() == Op.Reduce.Kind.SUM ? "sum" : "max";
                code.addStatement("float $L = $T.$L(r, $L)", reduce.to().name(), RuntimeNames.TREE, combine, lanes(i));
            } else {
                code.addStatement("float $L = $L", reduce.to().name(), tree(reduce.kind(), Layout.LANES * i, 0, 1));
            }
        }
    }

    /**
     * The runtime's tree over the lanes that a narrow row has, which gives the same bits: the others hold −∞, or the 0 that
     * changes no sum, since a sum that began at +0 is never −0.
     */
    private String tree(Op.Reduce.Kind kind, int at, int lane, int step) {
        if (step == Layout.LANES) {
            return at + lane == 0 ? "r[rAt]" : "r[rAt + " + (at + lane) + "]";
        }
        String left = tree(kind, at, lane, 2 * step);
        if (lane + step >= nest.width()) {
            return left;
        }
        String right = tree(kind, at, lane + step, 2 * step);
        return kind == Op.Reduce.Kind.MAX
                ? "Math.max(" + left + ", " + right + ")"
                : step == 1 ? left + " + " + right : "(" + left + " + " + right + ")";
    }

    /** Where the lanes of a pass's reduction lie. */
    static String lanes(int number) {
        return number == 0 ? "rAt" : "rAt + " + Layout.LANES * number;
    }

    /** Statements before all others. */
    String opening() {
        return "";
    }

    /** The class of the fused multiply-add of two numbers and a third. */
    abstract String fma();

    /** Classes that the text may name. */
    abstract List<ClassName> types();

    /** The columns of one pass over a row; of its reductions, the lanes. */
    abstract void columns(Code code, Pass pass);

    /** What the columns printed since the last call need once, before the first row or the first column. */
    String constants() {
        return "";
    }

    final void rowOffset(Code code, Memory memory) {
        if (memory.access() != Access.COLUMN && memory.access() != Access.ROW && memory.access() != Access.WHOLE_ROW) {
            return;
        }
        String at = memory.name() + "At";
        if (nest.step(memory) > 0) {
            at += nest.step(memory) == 1 ? " + example" : " + example * " + nest.stride(memory);
        }
        if (outer > 1 && memory.rowStride() > 0) {
            at += memory.rowStride() == 1 ? " + row" : " + row * " + nest.rowStride(memory);
        }
        code.addStatement("int $LRow = $L", memory.name(), at);
    }

    /** Whether there is something behind the last element of a row that must be zero and is not written with the rest. */
    private boolean isPadded(Memory memory) {
        boolean stored = memory.use() == Nest.Use.STORE || memory.use() == Nest.Use.STORE_AND_LOAD;
        boolean ragged =
                memory.rowWidth() % Layout.LANES != 0 || nest.variesInWidth() && memory.access() == Access.COLUMN;
        return stored && ragged && !(memory.access() == Access.COLUMN && padsItself());
    }

    /** Whether a row is cleared by {@link #clear} before it is written, instead of its padding afterwards. */
    boolean clearsFirst(Memory memory) {
        return false;
    }

    void clear(Code code, Memory memory) {
        throw new IllegalStateException("Not cleared first: " + memory);
    }

    /** Zeros behind the last element of a row. */
    private void padding(Code code, Memory memory) {
        boolean anyWidth = nest.anyWidth() && memory.access() == Access.COLUMN;
        code.addStatement(
                "$T.fill($L, $LRow + $L, $LRow + $L, 0f)",
                arrays(),
                memory.name(),
                memory.name(),
                anyWidth ? width : memory.rowWidth(),
                memory.name(),
                anyWidth
                        ? outer == 1 && nest.stride(memory).equals("stride") ? "stride" : "(width + 15 & -16)"
                        : Layout.pad(memory.rowWidth()));
    }

    /** Zeros where the rows of an example are added up. */
    private void startSum(Code code, Memory memory) {
        String start = memory.name() + "At + example * " + nest.stride(memory);
        code.addStatement("$T.fill($L, $L, $L + $L, 0f)", arrays(), memory.name(), start, start, nest.stride(memory));
    }

    /** Whether stores of a ragged row write its padding. */
    abstract boolean padsItself();

    // ---- numbers of a row or of the kernel, the same in both forms

    final void scalar(Code code, Instruction instruction) {
        if (instruction instanceof Nest.Load load) {
            declare(code, load.to(), Code.of("$L[$L]", load.from().name(), element(load.from())));
        } else if (instruction instanceof Nest.Count count) {
            declare(code, count.to(), Code.of("count"));
        } else if (instruction instanceof Nest.Row row) {
            declare(code, row.to(), outer == 1 ? "example % " + row.size() : "row % " + steps(row.size()));
        } else if (instruction instanceof Nest.Training training) {
            declare(code, training.to(), Code.of("training"));
        } else if (instruction instanceof Nest.Index index) {
            declare(code, index.to(), Code.of(index.to().space() == Space.COLUMN ? "j" : "0"));
        } else if (instruction instanceof Nest.Factor factor) {
            String random = factor.random().name();
            if (!factor.random().isFactors()) {
                declare(
                        code,
                        factor.to(),
                        Code.of(
                                "$T.centred($T.bits($LRow, $L)) * $LScale + 0.5f",
                                RuntimeNames.RNG,
                                RuntimeNames.RNG,
                                random,
                                place(factor.to().space(), factor.random()),
                                random));
                return;
            }
            declare(
                    code,
                    factor.to(),
                    Code.of(
                            "($T.bits($LRow, $L) >>> 8) >= $LThreshold ? $LScale : 0f",
                            RuntimeNames.RNG,
                            random,
                            place(factor.to().space(), factor.random()),
                            random,
                            random));
        } else if (instruction instanceof Nest.Apply apply) {
            declare(code, apply.to(), scalarCall(apply.function(), apply.arguments()));
        } else if (instruction instanceof Nest.Select select) {
            declare(
                    code,
                    select.to(),
                    Code.of(
                            "$L $L $L ? $L : $L",
                            text(select.left()),
                            switch (select.comparison()) {
                                case GREATER -> ">";
                                case GREATER_OR_EQUAL -> ">=";
                                case EQUAL -> "==";
                            },
                            text(select.right()),
                            text(select.then()),
                            text(select.otherwise())));
        } else if (instruction instanceof Nest.Store store) {
            code.addStatement("$L[$L] = $L", store.to().name(), element(store.to()), text(store.from()));
        } else if (instruction instanceof Nest.Add add) {
            code.addStatement("$L[$L] += $L", add.to().name(), element(add.to()), text(add.from()));
        } else {
            throw new IllegalStateException("Not a scalar instruction: " + instruction);
        }
    }

    /** How many of the rows are the steps of an axis of at most so many, the others counting what stands before it. */
    private String steps(int most) {
        if (!nest.anyRows()) {
            return String.valueOf(most);
        }
        return outer == most ? "rows" : "(rows / " + outer / most + ")";
    }

    /** The place of an element in its example, for dropout: that of the greatest lengths, whatever those of the call are. */
    final String place(Space space, Nest.Random random) {
        String row = "row";
        if (nest.anyRows() && random.steps() > 0 && random.steps() < outer) {
            String steps = steps(random.steps());
            row = "(row / " + steps + " * " + random.steps() + " + row % " + steps + ")";
        }
        if (space == Space.ROW) {
            return outer == 1 ? "0" : row; // one number a row, however wide the rows of the kernel are
        }
        return outer == 1 ? "j" : row + " * " + (nest.variesInWidth() ? nest.width() : width) + " + j";
    }

    private void declare(Code code, Local local, String value) {
        code.addStatement("$L $L = $L", local.bits() ? "int" : "float", local.name(), value);
    }

    private String scalarCall(Function function, List<Argument> arguments) {
        String a = text(arguments.get(0));
        String b = arguments.size() > 1 ? text(arguments.get(1)) : "";
        return switch (function) {
            case ADD, BITS_ADD -> Code.of("$L + $L", a, b);
            case SUBTRACT -> Code.of("$L - $L", a, b);
            case MULTIPLY -> Code.of("$L * $L", a, b);
            case DIVIDE -> Code.of("$L / $L", a, b);
            case NEGATE -> Code.of("-($L)", a);
            case ABS -> Code.of("Math.abs($L)", a);
            case MAX -> Code.of("Math.max($L, $L)", a, b);
            case MIN -> Code.of("Math.min($L, $L)", a, b);
            case FMA -> Code.of("$L.fma($L, $L, $L)", fma(), a, b, text(arguments.get(2)));
            case SQRT -> Code.of("(float) Math.sqrt($L)", a);
            case TO_BITS -> Code.of("Float.floatToRawIntBits($L)", a);
            case FROM_BITS -> Code.of("Float.intBitsToFloat($L)", a);
            case BITS_AND -> Code.of("$L & $L", a, b);
            case BITS_SHIFT_LEFT -> Code.of("$L << $L", a, b);
            case BITS_SHIFT_RIGHT -> Code.of("$L >> $L", a, b);
            default -> throw new IllegalStateException(function + " has a definition and is never printed");
        };
    }

    static String element(Memory memory) {
        return switch (memory.access()) {
            case COLUMN -> Code.of("$LRow + j", memory.name());
            case ROW -> Code.of("$LRow", memory.name());
            case ALL_ROWS -> Code.of("$LAt + j", memory.name());
            case ONE -> Code.of("$LAt", memory.name());
            case WHOLE_ROW -> Code.of("$LRow + k", memory.name());
            case MATRIX -> Code.of("$LAt + k * $L + j", memory.name(), Layout.LANES);
        };
    }

    static String text(Argument argument) {
        if (argument instanceof Local local) {
            return local.name();
        }
        Nest.Number number = (Nest.Number) argument;
        return number.bits() ? bits((int) number.value()) : literal((float) number.value());
    }

    private static String bits(int value) {
        return Math.abs((long) value) < 1000 ? String.valueOf(value) : "0x" + Integer.toHexString(value);
    }

    static String literal(float value) {
        if (Float.isNaN(value)) {
            return "Float.NaN";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        }
        return value == (int) value && Math.abs(value) < 1e6f && Float.floatToRawIntBits(value) != Integer.MIN_VALUE
                ? (int) value + "f"
                : value + "f";
    }

    static ClassName arrays() {
        return ClassName.get(java.util.Arrays.class);
    }

    /** The start of a reduction. */
    static String identity(Op.Reduce.Kind kind) {
        return kind == Op.Reduce.Kind.SUM ? "0f" : "Float.NEGATIVE_INFINITY";
    }
}

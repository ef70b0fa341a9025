package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Nest.Access;
import io.lanewise.processor.ir.Nest.Argument;
import io.lanewise.processor.ir.Nest.Instruction;
import io.lanewise.processor.ir.Nest.Local;
import io.lanewise.processor.ir.Nest.Memory;
import io.lanewise.processor.ir.Nest.Pass;
import io.lanewise.processor.ir.Nest.Space;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of one pass over one row as a method of their own, where a kernel is too long for a single one: HotSpot compiles
 * no method of over 8,000 bytecodes. What the columns read of the row is passed under the name that it has in the kernel.
 */
final class PassPart {
    private final Nest nest;
    private final Set<Memory> memories = new LinkedHashSet<>();
    private final Set<Local> locals = new LinkedHashSet<>();
    private final Set<Nest.Random> randoms = new LinkedHashSet<>();
    private final boolean reduces;

    PassPart(Nest nest, Pass pass) {
        this.nest = nest;
        this.reduces = pass.reduces();
        for (Instruction instruction : pass.column()) {
            collect(instruction);
        }
    }

    private void collect(Instruction instruction) {
        if (instruction instanceof Nest.Load load) {
            memories.add(load.from());
        } else if (instruction instanceof Nest.Product product) {
            memories.add(product.left());
            memories.add(product.right());
        } else if (instruction instanceof Nest.Store store) {
            memories.add(store.to());
            collect(store.from());
        } else if (instruction instanceof Nest.Add add) {
            memories.add(add.to());
            collect(add.from());
        } else if (instruction instanceof Nest.Factor factor) {
            randoms.add(factor.random());
        } else if (instruction instanceof Nest.Apply apply) {
            apply.arguments().forEach(this::collect);
        } else if (instruction instanceof Nest.Select select) {
            collect(select.left());
            collect(select.right());
            collect(select.then());
            collect(select.otherwise());
        } else if (instruction instanceof Nest.Reduce reduce) {
            collect(reduce.from());
        }
    }

    private void collect(Argument argument) {
        if (argument instanceof Local local && local.space() != Space.COLUMN) {
            locals.add(local);
        }
    }

    /** What the method takes; a call passes the same names. */
    List<ParameterSpec> parameters() {
        List<ParameterSpec> all = new ArrayList<>();
        for (Memory memory : memories) {
            boolean perRow = memory.access() == Access.COLUMN
                    || memory.access() == Access.ROW
                    || memory.access() == Access.WHOLE_ROW;
            add(all, ArrayTypeName.of(memory.ints() ? TypeName.INT : TypeName.FLOAT), memory.name());
            add(all, TypeName.INT, memory.name() + (perRow ? "Row" : "At"));
        }
        for (Local local : locals) {
            add(all, local.bits() ? TypeName.INT : TypeName.FLOAT, local.name());
        }
        for (Nest.Random random : randoms) {
            add(all, TypeName.INT, random.name() + "Row");
            if (random.isFactors()) {
                add(all, TypeName.INT, random.name() + "Threshold");
            }
            add(all, TypeName.FLOAT, random.name() + "Scale");
        }
        if (!randoms.isEmpty() && nest.outer() > 1) {
            add(all, TypeName.INT, "row");
            if (nest.anyRows()) {
                add(all, TypeName.INT, "rows");
            }
        }
        if (reduces) {
            add(all, ArrayTypeName.of(TypeName.FLOAT), "r");
            add(all, TypeName.INT, "rAt");
        }
        if (nest.anyWidth()) {
            add(all, TypeName.INT, "width");
        }
        return all;
    }

    private static void add(List<ParameterSpec> all, TypeName type, String name) {
        all.add(ParameterSpec.builder(type, name).build());
    }
}

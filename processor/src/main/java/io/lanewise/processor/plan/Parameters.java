package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layout of the flat parameters: order of first use; the instances of a repeated block one struct after the other. */
final class Parameters {
    private final Map<Value, Place> places = new IdentityHashMap<>();
    private final Map<String, Place> byName = new HashMap<>();
    private final List<Plan.ParameterSlot> slots = new ArrayList<>();
    private final long floats;

    Parameters(Program program) {
        floats = place(program, Layout.FIRST, List.of());
        list(program, List.of(), Layout.FIRST, new HashSet<>());
    }

    long floats() {
        return floats;
    }

    List<Plan.ParameterSlot> slots() {
        return slots;
    }

    /** The offset of a {@link Op.Param} value, in weights and in gradients alike. */
    Place place(Value parameter, Place.Space space) {
        Place place = places.get(parameter);
        if (place == null) {
            throw new IllegalStateException("No such parameter: " + parameter);
        }
        return new Place(space, 0, place.fixed(), 0, place.terms());
    }

    /** Parameters, those of a repeated block once. */
    int count() {
        return byName.size();
    }

    /**
     * Places the parameters of a program from {@code at} on; answers the end. A block applied a second time with the same
     * parameters has values of its own for them where it repeats a node: those lie where the first ones do.
     */
    private long place(Program program, long at, List<Place.Term> terms) {
        long end = at;
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Param param) {
                String name = param.parameter().name();
                Place known = byName.get(name);
                if (known == null) {
                    known = new Place(Place.Space.WEIGHTS, 0, end, 0, terms);
                    byName.put(name, known);
                    end += Layout.of(param.parameter());
                }
                places.put(value, known);
            } else if (value.op() instanceof Op.Scan scan) {
                long stride = length(scan.body(), new HashSet<>(byName.keySet()));
                List<Place.Term> inner = new ArrayList<>(terms);
                inner.add(new Place.Term(terms.size(), 0, false, stride, 0));
                place(scan.body(), end, inner);
                end += stride * scan.count();
            }
        }
        return end;
    }

    /** Floats of the parameters whose names are not yet known. */
    private static long length(Program program, Set<String> known) {
        long length = 0;
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Param param
                    && known.add(param.parameter().name())) {
                length += Layout.of(param.parameter());
            } else if (value.op() instanceof Op.Scan scan) {
                length += length(scan.body(), known) * scan.count();
            }
        }
        return length;
    }

    /** Lists the parameters by the user's names: each star of a body's parameter is the number of an instance. */
    private long list(Program program, List<Integer> instances, long at, Set<String> listed) {
        long end = at;
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Param param) {
                String name = param.parameter().diskName();
                for (int instance : instances) {
                    name = name.replaceFirst("\\*", String.valueOf(instance));
                }
                int part = param.parameter().form().part();
                if (listed.add(Parameter.partName(name, part))) {
                    if (part == 0) {
                        slots.add(new Plan.ParameterSlot(name, param.parameter(), end));
                    }
                    end += Layout.of(param.parameter());
                }
            } else if (value.op() instanceof Op.Scan scan) {
                for (int i = 0; i < scan.count(); i++) {
                    List<Integer> inner = new ArrayList<>(instances);
                    inner.add(i);
                    end = list(scan.body(), inner, end, listed);
                }
            }
        }
        return end;
    }
}

package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The offsets of the buffers whose lives are known: a buffer may become another that is written where it is read last. */
final class Offsets {
    private final Map<Value, Held> held;
    private final Map<Buffer, Held.@Nullable Around> keptFrom;
    private final Map<Value, List<Value>> inPlace;
    private final boolean training;

    /**
     * @param keptFrom the outermost loop whose instances are all kept, of buffers that have one
     * @param inPlace what a value may take the place of
     */
    Offsets(
            Map<Value, Held> held,
            Map<Buffer, Held.@Nullable Around> keptFrom,
            Map<Value, List<Value>> inPlace,
            boolean training) {
        this.held = held;
        this.keptFrom = keptFrom;
        this.inPlace = inPlace;
        this.training = training;
    }

    /** Places {@code buffers} behind what {@code start} holds: in order of time or, if that takes less, of size, the largest first. */
    Arena assign(List<Buffer> buffers, Arena start) {
        held.forEach((value, at) -> {
            Held.Around first = keptFrom.get(at.buffer);
            if (first != null && at.slot != Held.Slot.NEXT && at.slot != Held.Slot.LAST) {
                for (Held.Around loop = at.loop; loop != null && loop.depth >= first.depth; loop = loop.parent) {
                    at.buffer.slots *= loop.count;
                }
            }
        });
        Map<Buffer, Value> owners = new IdentityHashMap<>();
        held.forEach((value, at) -> {
            if (at.slot == Held.Slot.OWN && at.buffer.slots == 1) {
                owners.put(at.buffer, value);
            }
        });
        buffers.sort(Comparator.comparingInt(b -> b.from));
        Map<Buffer, Buffer> memory = new IdentityHashMap<>();
        List<Buffer> inTime = memories(buffers, owners, memory);
        List<Buffer> bySize = new ArrayList<>(inTime);
        bySize.sort(Comparator.comparingLong(Buffer::length).reversed());
        Arena first = new Arena(start, inTime);
        Arena arena = new Arena(start, bySize);
        if (!arena.isLessThan(first)) {
            arena = new Arena(start, inTime);
        }
        memory.forEach((buffer, whole) -> buffer.offset = whole.offset);
        return arena;
    }

    /** What is to be placed: buffers of which one becomes the next are one, from the first's time to the last's. */
    private List<Buffer> memories(List<Buffer> buffers, Map<Buffer, Value> owners, Map<Buffer, Buffer> memory) {
        List<Buffer> memories = new ArrayList<>();
        Set<Buffer> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Buffer buffer : buffers) {
            Value owner = owners.get(buffer);
            Buffer before = owner == null ? null : takenOver(owner, buffer, memory.keySet(), taken);
            Buffer whole = memory.get(before);
            if (whole == null) {
                whole = new Buffer(buffer.name, buffer.perExample, buffer.length(), buffer.from);
                memories.add(whole);
            } else {
                taken.add(before);
            }
            whole.to = Math.max(whole.to, buffer.to);
            memory.put(buffer, whole);
        }
        return memories;
    }

    /** A buffer that is read for the last time where {@code buffer} is written, and may become it. */
    private @Nullable Buffer takenOver(Value owner, Buffer buffer, Set<Buffer> earlier, Set<Buffer> taken) {
        Held.Around loop = Objects.requireNonNull(held.get(owner)).loop;
        for (Value candidate : inPlace.getOrDefault(owner, List.of())) {
            Held at = held.get(candidate);
            if (at != null
                    && at.slot == Held.Slot.OWN
                    && at.loop == loop
                    && at.buffer != buffer
                    && earlier.contains(at.buffer)
                    && at.buffer.to == buffer.from
                    && at.buffer.perExample == buffer.perExample
                    && at.buffer.length() == buffer.length()
                    && !taken.contains(at.buffer)) {
                return at.buffer;
            }
        }
        return null;
    }

    /** Where what {@code at} says lies; what grows with the batch begins behind {@code fixedFloats}. */
    Place place(Held at, long fixedFloats) {
        Buffer buffer = at.buffer;
        List<Place.Term> terms = new ArrayList<>();
        long stride = buffer.slot;
        long offset = buffer.offset;
        Held.Around carrying = at.carrying;
        if (carrying != null) {
            boolean alternates = carrying.backward || !training;
            long slots = alternates ? 2 : carrying.count + 1L;
            int plus = at.slot == Held.Slot.CARRIED == carrying.backward ? 1 : 0;
            if (at.slot != Held.Slot.LAST) {
                terms.add(term(buffer, carrying.depth, plus, alternates, stride));
            } else if (!carrying.backward && !carrying.axis.isEmpty()) {
                terms.add(Place.Term.ofAll(
                        carrying.axis,
                        carrying.count,
                        alternates,
                        buffer.perExample ? 0 : stride,
                        buffer.perExample ? stride : 0));
            } else if (!carrying.backward) {
                offset += stride * (alternates ? carrying.count & 1 : carrying.count);
            }
            stride *= slots;
        }
        Held.Around first = keptFrom.get(buffer);
        if (first != null) {
            for (Held.Around loop = at.loop; loop != null && loop.depth >= first.depth; loop = loop.parent) {
                terms.add(term(buffer, loop.depth, 0, false, stride));
                stride *= loop.count;
            }
        }
        return buffer.perExample
                ? new Place(Place.Space.SCRATCH, 0, fixedFloats, offset, terms)
                : new Place(Place.Space.SCRATCH, 0, offset, 0, terms);
    }

    private static Place.Term term(Buffer buffer, int depth, int plus, boolean alternates, long stride) {
        return buffer.perExample
                ? new Place.Term(depth, plus, alternates, 0, stride)
                : new Place.Term(depth, plus, alternates, stride, 0);
    }
}

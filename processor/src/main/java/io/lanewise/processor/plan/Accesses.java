package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Plan.Division;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What the members of a team have read and written since they last met, from which follows when they must meet again: between two
 * accesses of the same memory, one of them a write, unless both are the same member's.
 */
final class Accesses {
    private final Plan.Section section;
    private final List<Access> open = new ArrayList<>();
    /** Of the next step, as the steps before and those behind meet them. */
    private final List<Access> touched = new ArrayList<>();

    private final List<Access> kept = new ArrayList<>();
    /** Instances of the scans around, the outermost first, while one is looked at. */
    private final List<Integer> counts = new ArrayList<>();

    /**
     * Memory that a step reads or writes.
     *
     * @param from in floats, or in floats an example
     * @param stride floats from one example to the next, which is less than all where instances are kept one behind the other
     * @param rows what of an example the members divide, 1 where whole examples
     */
    private record Access(
            Place.Space space,
            boolean batched,
            long from,
            long to,
            Extent stride,
            boolean write,
            Division division,
            Extent rows) {
        boolean conflicts(Access later) {
            if (!write && !later.write
                    || space != later.space
                    || batched != later.batched
                    || to <= later.from
                    || later.to <= from) {
                return false;
            }
            boolean sameRows = isDivided()
                    && division == later.division
                    && batched
                    && rows.equals(later.rows)
                    && from == later.from
                    && to == later.to
                    && stride.equals(later.stride);
            return !sameRows && !(division == Division.FIRST && later.division == Division.FIRST);
        }

        private boolean isDivided() {
            return division == Division.EXAMPLES || division == Division.ROWS;
        }
    }

    Accesses(Plan.Section section) {
        this.section = section;
    }

    /** Enters a scan of so many instances. */
    void enter(int instances) {
        counts.add(instances);
    }

    /** Leaves the scan that was entered last. */
    void leave() {
        counts.remove(counts.size() - 1);
    }

    /** Leaves all scans that were entered. */
    void leaveAll() {
        counts.clear();
    }

    /** The members have met. */
    void clear() {
        open.clear();
    }

    /** Memory that the next step reads or writes, each member its own examples, or as {@code division} says. */
    void touch(Value value, boolean write, Division division) {
        touch(value, write, division, division, Extent.ONE);
    }

    /**
     * The same where the members divide an example's {@code rows}, and where they have met within the step.
     *
     * @param behind how it is divided in the eyes of the steps behind
     */
    void touch(Value value, boolean write, Division division, Division behind, Extent rows) {
        Place.Space space = section.place(value).space();
        if (space == Place.Space.SCRATCH || space == Place.Space.GRADIENT) {
            touched.add(access(value, write, division, rows));
            kept.add(access(value, write, behind, rows));
        }
    }

    /** Whether the members must meet before the step whose memory was named since the last call. */
    boolean meet() {
        boolean meet = false;
        for (Access later : touched) {
            for (Access before : open) {
                meet |= before.conflicts(later);
            }
        }
        if (meet) {
            open.clear();
        }
        open.addAll(kept);
        touched.clear();
        kept.clear();
        return meet;
    }

    /** Whether examples of {@code value} that one member overwrites may be others that another still reads of {@code whole}. */
    boolean overwrites(Value value, Value whole) {
        return access(whole, false, Division.COLUMNS, Extent.ONE)
                .conflicts(access(value, true, Division.EXAMPLES, Extent.ONE));
    }

    /** The value whose memory {@code value} is, or is a part of. */
    private Value whole(Value value) {
        Value root = section.looped().fused().root(value);
        Fused.View view = section.looped().fused().views().get(root);
        return view == null ? root : whole(view.of());
    }

    private Access access(Value value, boolean write, Division division, Extent rows) {
        Value root = whole(value);
        Place place = section.place(root);
        boolean batched = root.type().batched();
        long from = batched ? place.perExample() : place.fixed();
        long length = batched ? Layout.stride(root) : Layout.of(root.type());
        for (Place.Term term : place.terms()) {
            long last = term.alternates()
                    ? 1
                    : term.depth() < 0 ? term.plus() : counts.get(term.depth()) - 1L + term.plus();
            length += last * (batched ? term.perExample() : term.fixed());
        }
        // The rows of a part are other rows of the whole.
        boolean part =
                division == Division.ROWS && root != section.looped().fused().root(value);
        return new Access(
                place.space(),
                batched,
                from,
                from + length,
                Layout.strideExtent(root),
                write,
                part ? Division.COLUMNS : division,
                rows);
    }
}

package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Domain;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kernel while values may still join it: what it computes and reads, and how much more it takes. */
final class OpenKernel {
    final @Nullable Value head;
    final List<Value> rows = new ArrayList<>();
    final Set<Value> reads = Collections.newSetFromMap(new IdentityHashMap<>());
    Domain domain;
    int rowCost;
    int columnCost;

    OpenKernel(@Nullable Value head, Domain domain) {
        this.head = head;
        this.domain = domain;
    }

    /** Whether its method stays small enough with {@code more} operations and arrays. */
    boolean takes(Domain rowDomain, int more, Set<Value> arrays) {
        int unread = unread(arrays);
        boolean isRow = rowDomain.width() == 1;
        return rowCost + (isRow ? more : 0) + Cost.READ * unread <= Cost.ROWS
                && columnCost + (isRow ? 0 : more) <= Cost.COLUMNS
                && reads.size() + unread < Cost.ARRAYS;
    }

    void add(Value row, Domain rowDomain, int more, Set<Value> arrays) {
        rowCost += Cost.READ * unread(arrays);
        if (rowDomain.width() == 1) {
            rowCost += more;
        } else {
            columnCost += more;
        }
        rows.add(row);
        reads.addAll(arrays);
        reads.add(row);
        domain = domain.with(rowDomain);
    }

    /** The kernel as it is now. */
    Step.Kernel close() {
        return new Step.Kernel(head, rows);
    }

    private int unread(Set<Value> arrays) {
        return (int) arrays.stream().filter(array -> !reads.contains(array)).count();
    }
}

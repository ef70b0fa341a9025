package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The blocks in reach, and those within which we stand.
 *
 * @param known by canonical name
 * @param path the interfaces from the outermost to this one
 */
record Blocks(Map<String, InterfaceDecl> known, List<InterfaceDecl> path) {

    boolean encloses(InterfaceDecl block) {
        return path.stream().anyMatch(outer -> outer.type().equals(block.type()));
    }

    /** Names from the outermost interface through {@code block} back to the outermost; empty if none leads back. */
    List<String> circle(InterfaceDecl block) {
        List<String> names = new ArrayList<>(List.of(path.get(0).name()));
        return leadsBack(block, names, new HashSet<>()) ? names : List.of();
    }

    private boolean leadsBack(InterfaceDecl at, List<String> names, Set<String> seen) {
        names.add(at.name());
        if (at.type().equals(path.get(0).type())) {
            return true;
        }
        if (seen.add(at.type())) {
            for (InterfaceDecl.Method method : at.methods()) {
                AnnotationDecl layer = method.layer();
                InterfaceDecl next =
                        layer != null && layer.name().equals(Node.APPLY) ? known.get(layer.text("value")) : null;
                if (next != null && leadsBack(next, names, seen)) {
                    return true;
                }
            }
        }
        names.remove(names.size() - 1);
        return false;
    }

    Blocks inside(InterfaceDecl block) {
        List<InterfaceDecl> longer = new ArrayList<>(path);
        longer.add(block);
        return new Blocks(known, longer);
    }
}

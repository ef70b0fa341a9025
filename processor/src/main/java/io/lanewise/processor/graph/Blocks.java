package io.lanewise.processor.graph;

import io.lanewise.processor.ir.InterfaceDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** {@code Outer → Inner}. */
    String pathText() {
        return path.stream().map(InterfaceDecl::name).collect(Collectors.joining(" → "));
    }

    Blocks inside(InterfaceDecl block) {
        List<InterfaceDecl> longer = new ArrayList<>(path);
        longer.add(block);
        return new Blocks(known, longer);
    }
}

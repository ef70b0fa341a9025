package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.ir.Wiring;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node that applies a block: its inputs by role, its arguments by name. */
final class Application {
    private final Blocks blocks;
    private final Problems problems;

    Application(Blocks blocks, Problems problems) {
        this.blocks = blocks;
        this.problems = problems;
    }

    Wire check(Wire wire, AnnotationDecl apply) {
        InterfaceDecl block = blocks.known().get(apply.text("value"));
        if (block == null) {
            return wire.unknown();
        }
        List<String> circle = blocks.circle(block);
        if (!circle.isEmpty()) {
            problems.report(
                    ProblemCode.RECURSIVE_BLOCK,
                    "A block must not contain itself. The path is " + String.join(" → ", circle)
                            + ". Apply another block, or @Repeat this one from outside.",
                    apply.where("value"));
        }
        if (!circle.isEmpty() || blocks.encloses(block)) {
            return wire.unknown();
        }
        // A block's own mistakes are reported where it is declared, not here.
        Problems silent = new Problems();
        Wiring inside = Connect.connect(block, blocks.inside(block), silent);
        if (silent.hasErrors()) {
            return wire.unknown();
        }
        List<Edge> inputs = inputs(wire, apply, block, inside);
        Map<String, Number> with = arguments(wire, apply, block);
        boolean known = wire.known() && inputs != null && with != null;
        return new Wire(
                wire.method(),
                inputs == null ? wire.inputs() : inputs,
                wire.arguments(),
                inside,
                with == null ? Map.of() : with,
                known);
    }

    /** The edges in the order of the block's inputs; null after a mistake. */
    private @Nullable List<Edge> inputs(Wire wire, AnnotationDecl apply, InterfaceDecl block, Wiring inside) {
        List<String> roles = inside.inputs();
        if (wire.inputs().size() != roles.size()) {
            problems.report(
                    ProblemCode.INPUT_COUNT,
                    "Block " + block.name() + " takes " + (roles.size() == 1 ? "1 input" : roles.size() + " inputs")
                            + ", " + Suggestion.list(roles) + ". '" + wire.name() + "' has "
                            + wire.inputs().size() + ". Give one Tensor parameter for each.",
                    apply.where());
            return null;
        }
        if (roles.size() == 1) {
            return wire.inputs();
        }
        List<Edge> ordered = new ArrayList<>();
        boolean wrong = false;
        Set<String> seen = new HashSet<>();
        for (Edge edge : wire.inputs()) {
            if (!roles.contains(edge.role()) || !seen.add(edge.role())) {
                wrong = true;
                problems.report(
                        ProblemCode.ROLE,
                        "Parameters must be named after the inputs of block " + block.name() + ". '" + edge.role()
                                + "' is " + (roles.contains(edge.role()) ? "there twice. " : "none of them. ")
                                + Suggestion.sentence(edge.role(), roles, "") + " @From names the node that is read.",
                        edge.where());
            }
        }
        if (wrong) {
            return null;
        }
        for (String role : roles) {
            wire.inputs().stream().filter(edge -> edge.role().equals(role)).forEach(ordered::add);
        }
        return ordered;
    }

    /** Values of the block's arguments that {@code with} gives; null after a mistake. */
    private @Nullable Map<String, Number> arguments(Wire wire, AnnotationDecl apply, InterfaceDecl block) {
        Map<String, Kind> declared = new LinkedHashMap<>();
        for (Method method : block.methods()) {
            if (method.kind() != Kind.TENSOR) {
                declared.put(method.name(), method.kind());
            }
        }
        BlockArguments given = BlockArguments.parse(apply.text("with"), declared);
        boolean wrong = !given.mistakes().isEmpty();
        for (String mistake : given.mistakes()) {
            problems.report(ProblemCode.BLOCK_ARGUMENTS, mistake, apply.where("with"));
        }
        Set<String> seen = new HashSet<>(given.values().keySet());
        for (Edge edge : wire.arguments()) {
            Kind kind = declared.get(edge.role());
            if (kind != edge.kind() || !seen.add(edge.role())) {
                wrong = true;
                problems.report(
                        ProblemCode.ROLE,
                        "A parameter that is no Tensor must name an argument of block " + block.name() + ". '"
                                + edge.role() + "' is "
                                + (kind == null ? "none" : kind != edge.kind() ? "of another type" : "given twice")
                                + ". " + Suggestion.sentence(edge.role(), declared.keySet(), "Remove it."),
                        edge.where());
            }
        }
        wire.method().edges().forEach(edge -> seen.add(edge.role()));
        List<String> missing =
                declared.keySet().stream().filter(name -> !seen.contains(name)).toList();
        if (!missing.isEmpty() && !wrong) {
            wrong = true;
            problems.report(
                    ProblemCode.BLOCK_ARGUMENTS,
                    "Block " + block.name() + " needs all its arguments. " + Suggestion.list(missing)
                            + (missing.size() == 1 ? " is" : " are") + " not given. Write with = \"" + missing.get(0)
                            + " = …\".",
                    apply.where("with"));
        }
        return wrong ? null : given.values();
    }
}

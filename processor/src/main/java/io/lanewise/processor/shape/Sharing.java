package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Wiring;
import io.lanewise.processor.layer.Layers;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code sharedWith} (all parameters of another node) and {@code tiedTo} (its matrix, transposed where the shapes ask). */
final class Sharing {
    private final Map<String, Draft> drafts;
    private final Problems problems;
    /** Names in order of declaration. */
    private final List<String> declared;

    private final Set<String> inCircles = new HashSet<>();

    /** What a node owns and what it borrows, as {@link Node} has it. */
    record Result(List<Parameter> own, Map<String, String> borrowed, String sharedWith) {}

    Sharing(Wiring wiring, Map<String, Draft> drafts, Problems problems) {
        this.drafts = drafts;
        this.problems = problems;
        this.declared = wiring.declaration().methods().stream()
                .map(InterfaceDecl.Method::name)
                .toList();
    }

    Result of(Draft draft) {
        AnnotationDecl layer = draft.wire().method().layer();
        Result own = new Result(draft.parameters(), Map.of(), "");
        if (layer == null) {
            return own;
        }
        String shared = name(draft, "sharedWith");
        String tied = name(draft, "tiedTo");
        if (shared.isEmpty() && tied.isEmpty()) {
            return own;
        }
        if (!shared.isEmpty() && !tied.isEmpty()) {
            return wrong(
                    draft,
                    "tiedTo",
                    "A node shares all parameters or ties its weight, not both. '" + draft.name()
                            + "' has sharedWith = \"" + shared + "\" and tiedTo = \"" + tied + "\". Keep one of them.");
        }
        String member = shared.isEmpty() ? "tiedTo" : "sharedWith";
        Draft other = drafts.get(name(draft, member));
        if (other == null || other.wire().method().layer() == null) {
            return own;
        }
        if (!sameLayer(draft, other) && !(shared.isEmpty() && ties(layer, other))) {
            return wrong(
                    draft,
                    member,
                    "Parameters can be shared by nodes of one layer only. '" + draft.name() + "' and '" + other.name()
                            + "' are of different ones. Name a node with @" + layer.name() + ".");
        }
        if (draft.wire().method().repeat() != null || other.wire().method().repeat() != null) {
            problems.at(draft.name())
                    .report(
                            ProblemCode.UNSUPPORTED,
                            "A repeated node cannot share its parameters. @Repeat stands on '"
                                    + (draft.wire().method().repeat() == null ? other : draft).name()
                                    + "'. Remove @Repeat, or " + member + ".",
                            layer.where(member));
            return own;
        }
        if (member.equals("sharedWith") && !fits(draft, other)) {
            return own;
        }
        if (member.equals("tiedTo") && !tieFits(draft, other)) {
            return own;
        }
        return resolved(draft);
    }

    private Result resolved(Draft draft) {
        List<Parameter> own = new ArrayList<>();
        Map<String, String> borrowed = new LinkedHashMap<>();
        for (Parameter parameter : draft.parameters()) {
            String owner = owner(draft, parameter.name());
            if (owner.isEmpty()) {
                return circle(draft, parameter.name());
            }
            if (owner.equals(draft.name())) {
                own.add(parameter);
            } else {
                borrowed.put(parameter.name(), owner);
            }
        }
        if (draft.block() == null) {
            return new Result(own, borrowed, "");
        }
        String owner = owner(draft, "");
        return owner.isEmpty() ? circle(draft, "") : new Result(own, borrowed, owner);
    }

    /** Reports the circle that {@code draft} leads to, once, at the first of its nodes in order of declaration. */
    private Result circle(Draft draft, String role) {
        List<String> path = new ArrayList<>();
        Draft at = draft;
        while (at != null && !path.contains(at.name())) {
            path.add(at.name());
            at = drafts.get(next(at, role));
        }
        List<String> circle = at == null ? path : path.subList(path.indexOf(at.name()), path.size());
        if (Collections.disjoint(circle, inCircles)) {
            inCircles.addAll(circle);
            String first =
                    declared.stream().filter(circle::contains).findFirst().orElseThrow();
            Collections.rotate(circle, -circle.indexOf(first));
            Draft start = Objects.requireNonNull(drafts.get(first));
            String member = name(start, "sharedWith").isEmpty() ? "tiedTo" : "sharedWith";
            wrong(
                    start,
                    member,
                    "One node must own the parameters. The sharing leads round in a circle: "
                            + String.join(" → ", circle) + " → " + first + ". Leave " + member
                            + " out at one node of it.");
        }
        return new Result(draft.parameters(), Map.of(), "");
    }

    /** The node that owns what {@code draft} uses in {@code role}; empty if none does. */
    private String owner(Draft draft, String role) {
        List<String> seen = new ArrayList<>();
        Draft at = draft;
        while (at != null && !seen.contains(at.name())) {
            seen.add(at.name());
            String next = next(at, role);
            if (next.isEmpty()) {
                return at.name();
            }
            at = drafts.get(next);
        }
        return "";
    }

    /** The node that {@code draft} takes {@code role} from; empty for its own. */
    private static String next(Draft draft, String role) {
        String shared = name(draft, "sharedWith");
        return shared.isEmpty() && role.equals("weight") ? name(draft, "tiedTo") : shared;
    }

    private static String name(Draft draft, String member) {
        AnnotationDecl layer = draft.wire().method().layer();
        return layer != null && layer.members().containsKey(member) ? layer.text(member) : "";
    }

    private static boolean sameLayer(Draft a, Draft b) {
        AnnotationDecl left = a.wire().method().layer();
        AnnotationDecl right = b.wire().method().layer();
        if (left == null || right == null || !left.name().equals(right.name())) {
            return false;
        }
        return !left.name().equals(Node.APPLY) || left.text("value").equals(right.text("value"));
    }

    /** Whether the layer can be tied to that of {@code other}. */
    private static boolean ties(AnnotationDecl layer, Draft other) {
        AnnotationDecl theirs = other.wire().method().layer();
        return theirs != null
                && Layers.named(layer.name())
                        .filter(named -> named.tiesTo().contains(theirs.name()))
                        .isPresent();
    }

    private boolean fits(Draft draft, Draft other) {
        if (!draft.isKnown() || !other.isKnown()) {
            return true;
        }
        String mine = signature(draft.parameters(), draft.block());
        String theirs = signature(other.parameters(), other.block());
        return mine.equals(theirs) || shape(draft, "sharedWith", other, mine, theirs);
    }

    private boolean tieFits(Draft draft, Draft other) {
        if (!draft.isKnown() || !other.isKnown()) {
            return true;
        }
        List<Integer> mine = weight(draft).dims();
        List<Integer> theirs = new ArrayList<>(weight(other).dims());
        if (mine.equals(theirs) && !weight(other).form().table()) {
            return true;
        }
        Collections.reverse(theirs);
        return mine.equals(theirs)
                || shape(
                        draft,
                        "tiedTo",
                        other,
                        "weight " + new Shape(mine),
                        "weight " + new Shape(weight(other).dims()));
    }

    private boolean shape(Draft draft, String member, Draft other, String mine, String theirs) {
        AnnotationDecl layer = draft.wire().method().layer();
        problems.at(draft.name())
                .report(
                        ProblemCode.SHARED_SHAPE,
                        "Shared parameters must have one shape. '" + draft.name() + "' needs " + mine + " ("
                                + draft.pathText() + ") but '" + other.name() + "' has " + theirs + " ("
                                + other.pathText()
                                + "). Bring inputs and sizes of both nodes together, or leave " + member + " out.",
                        layer == null ? draft.wire().method().where() : layer.where(member));
        return false;
    }

    private static Parameter weight(Draft draft) {
        return draft.parameters().stream()
                .filter(parameter -> parameter.name().equals("weight"))
                .findFirst()
                .orElseThrow();
    }

    private static String signature(List<Parameter> parameters, @Nullable Graph block) {
        String own = parameters.stream()
                .map(parameter -> parameter.name() + " " + new Shape(parameter.dims())
                        + (parameter.pieces() > 1 ? " in " + parameter.pieces() + " pieces" : ""))
                .collect(Collectors.joining(", "));
        if (block == null) {
            return own.isEmpty() ? "none" : own;
        }
        return block.nodes().stream()
                .filter(node -> !node.parameters().isEmpty() || node.block() != null)
                .map(node -> node.name() + "{" + signature(node.parameters(), node.block())
                        + (node.repeat() > 0 ? " ×" + node.repeat() : "") + "}")
                .collect(Collectors.joining(", "));
    }

    private Result wrong(Draft draft, String member, String text) {
        AnnotationDecl layer = draft.wire().method().layer();
        problems.at(draft.name())
                .report(
                        ProblemCode.SHARING,
                        text,
                        layer == null ? draft.wire().method().where() : layer.where(member));
        return new Result(draft.parameters(), Map.of(), "");
    }
}

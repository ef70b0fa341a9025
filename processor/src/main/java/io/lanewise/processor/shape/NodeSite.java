package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.layer.Site;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One node, as its layer sees it. */
final class NodeSite implements Site {
    private final Wire wire;
    private final NodeArguments arguments;
    private final List<Draft> inputs;
    private final boolean repeated;
    private final Problems problems;
    private final List<Parameter> parameters = new ArrayList<>();
    private Regularization activity = Regularization.NONE;

    NodeSite(Wire wire, NodeArguments arguments, List<Draft> inputs, Problems problems) {
        this.wire = wire;
        this.arguments = arguments;
        this.inputs = inputs;
        this.repeated = wire.method().repeat() != null;
        this.problems = problems;
    }

    @Override
    public String node() {
        return wire.name();
    }

    @Override
    public Arguments arguments() {
        return arguments;
    }

    @Override
    public boolean isGiven(String member) {
        return arguments.given().containsKey(member)
                || arguments.annotation().member(member).given();
    }

    @Override
    public int input(String role) {
        return wire.inputs().stream().map(InterfaceDecl.Edge::role).toList().indexOf(role);
    }

    @Override
    public List<Shape> inputs() {
        return inputs.stream().map(Draft::shape).toList();
    }

    @Override
    public List<String> sources() {
        return wire.inputs().stream().map(InterfaceDecl.Edge::source).toList();
    }

    @Override
    public String layer(int input) {
        AnnotationDecl layer = inputs.get(input).wire().method().layer();
        return layer == null ? "" : layer.name();
    }

    @Override
    public boolean isRepeated(int input) {
        return inputs.get(input).wire().method().repeat() != null;
    }

    @Override
    public Arguments arguments(int input) {
        return Objects.requireNonNull(inputs.get(input).arguments());
    }

    @Override
    public Values values(int input) {
        return inputs.get(input).values();
    }

    @Override
    public List<Integer> flattened(int input) {
        // What is carried from one repetition to the next has no one origin.
        return repeated && input == 0 ? List.of() : inputs.get(input).flattened();
    }

    @Override
    public String path(int input) {
        return inputs.get(input).pathText();
    }

    @Override
    public void parameter(Parameter parameter) {
        parameters.add(parameter);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public void activity(Regularization regularization) {
        activity = regularization;
    }

    Regularization activity() {
        return activity;
    }

    @Override
    public Shape wrongArgument(ProblemCode code, String member, String text) {
        Where where = wire.arguments().stream()
                .filter(edge -> edge.role().equals(member))
                .map(InterfaceDecl.Edge::where)
                .findFirst()
                .orElseGet(() -> arguments.annotation().where(member));
        problems.report(code, text, where);
        return Shape.UNKNOWN;
    }

    @Override
    public Shape wrongInput(ProblemCode code, int input, String text) {
        problems.report(code, text, wire.inputs().get(input).where());
        return Shape.UNKNOWN;
    }
}

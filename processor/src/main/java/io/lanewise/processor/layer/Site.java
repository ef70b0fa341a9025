package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** Where a layer stands while its shape is worked out. */
public interface Site {
    /** Name of the node. */
    String node();

    Arguments arguments();

    /** Whether the annotation or an argument of the block gives {@code member}; false for its default. */
    boolean isGiven(String member);

    /** Number of the input that has this role; −1 where there is none. */
    int input(String role);

    /** Shapes of the inputs; all known. */
    List<Shape> inputs();

    /** Names of the nodes that the inputs come from. */
    List<String> sources();

    /** Simple name of the annotation on the node that an input comes from, {@code "Lstm"}. */
    String layer(int input);

    /** Whether the node that an input comes from is repeated. */
    boolean isRepeated(int input);

    /** Arguments of the node that an input comes from. */
    Arguments arguments(int input);

    /** What {@link Layer#values} says of an input. */
    Values values(int input);

    /** What {@link Layer#flattened} says of an input. */
    List<Integer> flattened(int input);

    /** How an input came by its shape: {@code image 8×8×1 → features 64}. */
    String path(int input);

    /** Declares a parameter of the node; its name is relative, {@code "weight"}. */
    void parameter(Parameter parameter);

    /** Says that the node's value makes a part of the loss. */
    void activity(Regularization regularization);

    /** Reports a mistake at a member of the annotation; {@link Shape#UNKNOWN}. */
    Shape wrongArgument(ProblemCode code, String member, String text);

    /** Reports a mistake at an input; {@link Shape#UNKNOWN}. */
    Shape wrongInput(ProblemCode code, int input, String text);
}

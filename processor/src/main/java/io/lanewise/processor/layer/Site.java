package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import java.util.List;

/** Where a layer stands while its shape is worked out. */
public interface Site {
    /** Name of the node. */
    String node();

    Arguments arguments();

    /** Shapes of the inputs; all known. */
    List<Shape> inputs();

    /** Names of the nodes that the inputs come from. */
    List<String> sources();

    /** Declares a parameter of the node; its name is relative, {@code "weight"}. */
    void parameter(Parameter parameter);
}

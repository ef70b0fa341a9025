package io.lanewise.processor.ir;

import java.util.List;

/** The members of a layer's annotation, defaults included, and what block arguments put in their place. */
public interface Arguments {
    /** Whether the annotation has {@code member} at all. */
    boolean has(String member);

    int integer(String member);

    float real(String member);

    boolean flag(String member);

    /** Text, or the name of an enum's constant. */
    String text(String member);

    List<Integer> integers(String member);

    /** A nested annotation. */
    Arguments nested(String member);
}

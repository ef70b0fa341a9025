package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of two nodes that are matrices, {@code [m, k] · [k, n]}, or equally many of them, {@code [heads, m, k] · [heads, k, n]}:
 * the axes before the last two are the same in both.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MatMul {
    /** Whether the first node is read transposed, {@code [k, m]}. */
    boolean transposeFirst() default false;

    /** Whether the second node is read transposed, {@code [n, k]}. */
    boolean transposeSecond() default false;
}

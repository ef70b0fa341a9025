package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cell state of an {@link Lstm} behind its last step, [units], of both directions [2 · units]: what the same layer takes as
 * {@code initialCell} to go on. To go on one step a call, hand both states out and in:
 *
 * <pre>{@code
 * @Lstm(units = 64) @Output
 * Tensor h(Tensor step, @From("lastState") Tensor initialState, @From("lastCell") Tensor initialCell);
 *
 * @CellState @Output
 * Tensor cell(Tensor h);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CellState {}

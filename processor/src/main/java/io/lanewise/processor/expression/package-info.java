/**
 * The scalar language: how an expression is written down ({@code Parser}), simplified ({@code Expressions}),
 * differentiated ({@code Derivative}), and what its functions are made of ({@code Functions}); and the two tables of what is
 * elementwise, {@code Activations} and {@code Losses}. Knows {@code ir} and nothing else.
 */
@NullMarked
package io.lanewise.processor.expression;

import org.jspecify.annotations.NullMarked;

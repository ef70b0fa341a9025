package io.lanewise.processor.ir;

/**
 * A {@code @Loss}, checked: one term of what training minimises.
 *
 * @param function name of the constant of {@code LossFunction}
 * @param weight finite and above 0
 * @param labels name of the constant of {@code Labels}; only a cross-entropy looks at it
 * @param target the node that is the target; empty for an argument named after the node
 * @param reduction name of the constant of {@code Reduction}
 */
public record LossTerm(String function, float weight, String labels, String target, String reduction) {}

package io.lanewise.samples.lessons;

/**
 * One number of a computation done by hand, beside the same number from the compiled network.
 *
 * @param what the number, {@code ∂L/∂w₁}
 * @param how where it comes from, {@code ∂L/∂z · x₁}
 * @param byHand computed by hand, in double
 * @param compiled computed by the network, in float
 */
public record Step(String what, String how, double byHand, double compiled) {}

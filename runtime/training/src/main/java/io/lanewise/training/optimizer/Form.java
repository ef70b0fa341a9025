package io.lanewise.training.optimizer;

/** Whose form of a rule: PyTorch and Keras differ in where ε and the learning rate stand. */
public enum Form {
    /** PyTorch's, the default: ε beside the root, the learning rate outside what is kept from step to step. */
    TORCH,
    /** Keras's, as each rule says. */
    KERAS
}

/**
 * What every model needs while it runs: prediction, gradients, data and files. Training is a module of its own,
 * {@code io.lanewise.training}, which a served model does without. The vector module is optional: without it the scalar forms
 * compute the same bits, more slowly.
 */
module io.lanewise.runtime {
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports io.lanewise.runtime;
    exports io.lanewise.runtime.data;
    exports io.lanewise.runtime.generated;
    exports io.lanewise.runtime.initializer;
    exports io.lanewise.runtime.io;
    exports io.lanewise.runtime.kernel;
    exports io.lanewise.runtime.kernel.vector;
}

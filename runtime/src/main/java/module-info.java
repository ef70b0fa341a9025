/**
 * What trained and served models need while they run. The vector module is optional: without it the scalar forms compute the
 * same bits, more slowly.
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
    exports io.lanewise.runtime.metric;
    exports io.lanewise.runtime.optimizer;
    exports io.lanewise.runtime.schedule;
    exports io.lanewise.runtime.search;
    exports io.lanewise.runtime.train;
}

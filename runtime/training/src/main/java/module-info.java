/** What trains and judges models: trainer, optimizers, schedules, metrics and searches. A model that only predicts does without it. */
module io.lanewise.training {
    requires transitive io.lanewise.runtime;
    requires static org.jspecify;

    exports io.lanewise.training;
    exports io.lanewise.training.metric;
    exports io.lanewise.training.optimizer;
    exports io.lanewise.training.schedule;
    exports io.lanewise.training.search;
}

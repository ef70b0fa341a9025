/** Compiles annotated interfaces to Java source. Nothing is exported: javac finds the processor as a service. */
@SuppressWarnings("requires-automatic") // neither JavaPoet nor AutoService has a module-info
module io.lanewise.processor {
    requires com.palantir.javapoet;
    requires java.compiler;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            io.lanewise.processor.LanewiseProcessor;
}

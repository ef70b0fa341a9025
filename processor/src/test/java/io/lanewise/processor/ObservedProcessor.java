package io.lanewise.processor;

import io.lanewise.processor.differentiate.Differentiate;
import io.lanewise.processor.graph.Connect;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.ModelName;
import io.lanewise.processor.ir.SourceFile;
import io.lanewise.processor.lower.Lower;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.shape.Infer;
import java.util.List;
import javax.annotation.processing.Processor;

/** The processor, with a view of what the middle stages make of each model that has no mistakes. */
public final class ObservedProcessor {
    /** Called once for each model. */
    public interface Observer {
        void see(ModelName name, Lowered lowered, Differentiated differentiated);
    }

    private ObservedProcessor() {}

    /** A processor for one run of javac. */
    public static Processor of(Observer observer) {
        return new LanewiseProcessor((model, vectors, problems, dump) -> {
            List<SourceFile> files = Pipeline.run(model, vectors, problems, dump);
            if (!problems.hasErrors()) {
                Problems none = new Problems();
                Graph graph = Infer.model(Connect.declaration(model, none), none);
                Lowered lowered = Lower.graph(graph);
                observer.see(model.name(), lowered, Differentiate.program(lowered));
            }
            return files;
        });
    }
}

package io.lanewise.processor;

import com.google.auto.service.AutoService;
import io.lanewise.processor.emit.DescriptorWriter;
import io.lanewise.processor.ir.ModelDecl;
import io.lanewise.processor.ir.SourceFile;
import io.lanewise.processor.problem.Problem;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.read.Position;
import io.lanewise.processor.read.Read;
import io.lanewise.processor.read.VectorModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Compiles interfaces with {@code @Model}, and writes a descriptor beside those with {@code @Block}. An interface that names
 * what does not exist yet waits for the next round; what never comes is for javac to report.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes(Read.LANGUAGE)
public final class LanewiseProcessor extends AbstractProcessor {
    private final Compiler compiler;
    private final Set<String> undescribed = new LinkedHashSet<>();
    private final Set<String> blocks = new LinkedHashSet<>();
    private final Set<String> models = new LinkedHashSet<>();
    private @Nullable Read read;
    private Options options = new Options(null, null, "");

    /** The stages behind {@code read}: {@link Pipeline#run}. */
    interface Compiler {
        List<SourceFile> run(ModelDecl model, boolean vectors, Problems problems, Dump dump);
    }

    /** Called by javac. */
    public LanewiseProcessor() {
        this(Pipeline::run);
    }

    LanewiseProcessor(Compiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Options.NAMES;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        read = new Read(environment.getElementUtils());
        options = Options.of(environment.getOptions());
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Read reader = read;
        if (reader == null || round.processingOver()) {
            return false;
        }
        for (Element root : round.getRootElements()) {
            if (root instanceof TypeElement type) {
                reader.source(type);
            }
        }
        for (TypeElement annotation : annotations) {
            boolean block = annotation.getQualifiedName().contentEquals(Read.BLOCK);
            if (!block && !annotation.getQualifiedName().contentEquals(Read.MODEL)) {
                continue;
            }
            // On anything else than a type the annotation is an error of javac's.
            for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
                (block ? undescribed : models).add(type.getQualifiedName().toString());
                if (block) {
                    reader.announce(type);
                    blocks.add(type.getQualifiedName().toString());
                }
            }
        }
        each(undescribed, (type, problems) -> describe(reader, type, problems));
        each(blocks, (type, problems) -> check(reader, type, problems));
        each(models, (type, problems) -> compile(reader, type, problems));
        return true;
    }

    /** Hands each type to {@code work}, keeps those that it defers, and reports; nothing that happens there gets out. */
    private void each(Set<String> names, BiPredicate<TypeElement, Problems> work) {
        for (String name : List.copyOf(names)) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type == null) {
                continue;
            }
            Problems problems = new Problems();
            try {
                if (work.test(type, problems)) {
                    names.remove(name);
                }
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                names.remove(name);
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                problems.report(
                        ProblemCode.INTERNAL,
                        "Lanewise failed inside. Compiling '" + type.getSimpleName()
                                + "' ended in an exception. Please report it with the lines that follow.\n" + trace,
                        Position.at(type));
            }
            for (Problem problem : problems.all()) {
                if (!problem.code().isWarning()
                        || !VectorModule.isSuppressed(type, problem.code().id())) {
                    print(problem, type);
                }
            }
        }
    }

    private boolean describe(Read reader, TypeElement type, Problems problems) {
        Read.Result result = reader.block(type, problems);
        ModelDecl block = result.declaration();
        if (block != null) {
            write(DescriptorWriter.write(block, reader.descriptorName(type)), type);
        }
        return !result.deferred();
    }

    private boolean check(Read reader, TypeElement type, Problems problems) {
        Read.Result result = reader.block(type, new Problems());
        ModelDecl block = result.declaration();
        if (block == null) {
            return !result.deferred();
        }
        Read.Result whole = reader.withBlocks(block, problems);
        if (whole.declaration() != null) {
            Pipeline.check(whole.declaration(), problems);
        }
        return !whole.deferred();
    }

    private boolean compile(Read reader, TypeElement type, Problems problems) {
        Read.Result result = reader.model(type, problems);
        ModelDecl model = result.declaration();
        if (model == null) {
            return !result.deferred();
        }
        boolean vectors =
                options.vectors().orElseGet(() -> VectorModule.isReadable(processingEnv.getElementUtils(), type));
        Dump dump = Dump.of(options, model.name().className());
        List<SourceFile> files = compiler.run(model, vectors, problems, dump);
        for (String mistake : List.of(options.mistake(), dump.failure())) {
            if (!mistake.isEmpty()) {
                problems.report(ProblemCode.OPTION, mistake, Position.at(type));
            }
        }
        if (problems.hasErrors()) {
            return true;
        }
        if (!vectors && options.vectors().isEmpty()) {
            problems.report(
                    ProblemCode.NO_VECTOR_MODULE,
                    VectorModule.advice(processingEnv.getElementUtils(), type),
                    Position.at(type));
        }
        for (SourceFile file : files) {
            write(file, type);
        }
        return true;
    }

    private void write(SourceFile file, TypeElement origin) {
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(file.qualifiedName(), origin)
                .openWriter()) {
            writer.write(file.text());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file.qualifiedName(), e);
        }
    }

    private void print(Problem problem, TypeElement type) {
        Diagnostic.Kind kind = problem.code().isWarning() ? Diagnostic.Kind.WARNING : Diagnostic.Kind.ERROR;
        if (problem.where() instanceof Position at) {
            processingEnv
                    .getMessager()
                    .printMessage(kind, problem.toString(), at.element(), at.annotation(), at.value());
        } else {
            processingEnv.getMessager().printMessage(kind, problem.toString(), type);
        }
    }
}

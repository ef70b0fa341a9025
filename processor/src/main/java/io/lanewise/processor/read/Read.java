package io.lanewise.processor.read;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.ir.ModelDecl;
import io.lanewise.processor.ir.ModelName;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The door to stage {@code read}, for one run of the compiler. */
public final class Read {
    /** Qualified name of the annotation of models. */
    public static final String MODEL = Annotations.PACKAGE + ".Model";

    /** Simple names that generated classes use for what is always there: {@code java.lang}, and their own nested classes. */
    private static final Set<String> OWN_TYPES = Set.of(
            "Call",
            "Code",
            "Decoder",
            "Float",
            "IllegalStateException",
            "Math",
            "Object",
            "Outputs",
            "Override",
            "String",
            "System");

    /** All annotations of the language: javac warns of those that no processor names. */
    public static final String LANGUAGE = "io.lanewise.annotations.*";

    /** Qualified name of the annotation of blocks. */
    public static final String BLOCK = Annotations.PACKAGE + ".Block";

    private final Elements elements;
    private final Set<String> sources = new HashSet<>();
    private final Set<String> blocksOfThisRun = new HashSet<>();
    private final Map<String, String> claimed = new LinkedHashMap<>();

    /**
     * @param elements of this run
     */
    public Read(Elements elements) {
        this.elements = elements;
    }

    /**
     * What reading came to.
     *
     * @param declaration null after a mistake that leaves nothing to look at
     * @param deferred whether something it names does not exist yet
     */
    public record Result(@Nullable ModelDecl declaration, boolean deferred) {}

    /** The declaration of a block, so that its descriptor can be written. */
    public Result block(TypeElement type, Problems problems) {
        Problems own = new Problems();
        try {
            if (Annotations.has(type, MODEL)) {
                // Reported once, as a model.
                return new Result(null, false);
            }
            InterfaceDecl declaration = InterfaceReader.read(type, true, own);
            String descriptor = descriptorName(type);
            if (taken(descriptor, type.getQualifiedName().toString())) {
                own.report(
                        ProblemCode.NAME_CLASH,
                        "The block's descriptor needs a name of its own. '" + descriptor
                                + "' exists already. Rename that type or the block.",
                        Position.at(type));
            }
            own.all().forEach(problem -> problems.report(problem.code(), problem.text(), problem.where()));
            if (own.hasErrors() || declaration == null) {
                return new Result(null, false);
            }
            return new Result(new ModelDecl(Names.of(type, ""), declaration, Map.of(), null), false);
        } catch (Unresolved e) {
            return new Result(null, true);
        }
    }

    /** Qualified name of the descriptor of a block. */
    public String descriptorName(TypeElement block) {
        return Names.descriptor(block);
    }

    /** A model with the blocks it applies; a mistake in the declaration is reported and gone past. */
    public Result model(TypeElement type, Problems problems) {
        Problems own = new Problems();
        try {
            InterfaceDecl declaration = InterfaceReader.read(type, false, own);
            AnnotationDecl model = Annotations.find(type, MODEL).orElseThrow();
            ModelName name = Names.of(type, model.text("value"));
            Result result = declaration == null
                    ? new Result(null, false)
                    : withBlocks(new ModelDecl(name, declaration, Map.of(), model), own);
            if (result.deferred()) {
                return result;
            }
            both(type, own);
            checkName(name, model, own);
            own.all().forEach(problem -> problems.report(problem.code(), problem.text(), problem.where()));
            return result;
        } catch (Unresolved e) {
            return new Result(null, true);
        }
    }

    /** The same declaration with every block it applies, directly or in other blocks. */
    public Result withBlocks(ModelDecl model, Problems problems) {
        Map<String, InterfaceDecl> blocks = new LinkedHashMap<>();
        try {
            collect(model.declaration(), null, blocks, problems);
        } catch (Unresolved e) {
            return new Result(null, true);
        }
        return new Result(new ModelDecl(model.name(), model.declaration(), blocks, model.annotation()), false);
    }

    /** A type of this run's source, whose name is taken. Class files of an earlier run are written anew and take none. */
    public void source(TypeElement type) {
        sources.add(type.getQualifiedName().toString());
    }

    /** Whether another type has the name that {@code owner} generates. */
    private boolean taken(String qualified, String owner) {
        String first = claimed.putIfAbsent(qualified, owner);
        return first == null ? sources.contains(qualified) : !first.equals(owner);
    }

    private void collect(
            InterfaceDecl declaration, @Nullable Where at, Map<String, InterfaceDecl> blocks, Problems problems) {
        for (Method method : declaration.methods()) {
            AnnotationDecl layer = method.layer();
            if (layer == null || !layer.name().equals(Node.APPLY)) {
                continue;
            }
            String name = layer.text("value");
            Where where = at == null ? layer.where("value") : at;
            if (blocks.containsKey(name)) {
                continue;
            }
            Optional<InterfaceDecl> block = described(name, where, problems);
            if (block.isPresent()) {
                blocks.put(name, block.get());
                collect(block.get(), where, blocks, problems);
            }
        }
    }

    /** The block by its descriptor; empty, with a report, if there will never be one. */
    private Optional<InterfaceDecl> described(String name, Where where, Problems problems) {
        TypeElement block = elements.getTypeElement(name);
        if (block == null || !Annotations.has(block, BLOCK)) {
            problems.report(
                    ProblemCode.NOT_A_BLOCK,
                    "@Apply needs an interface with @Block. '" + name
                            + "' has none. Name a block, or put @Block on the interface.",
                    where);
            return Optional.empty();
        }
        if (blocksOfThisRun.contains(name)) {
            // In source, parameters have their names; so a model need not wait a round, and one run reports all
            // mistakes.
            Problems reportedThere = new Problems();
            InterfaceDecl declaration = InterfaceReader.read(block, true, reportedThere);
            return reportedThere.hasErrors() ? Optional.empty() : Optional.ofNullable(declaration);
        }
        TypeElement descriptor = elements.getTypeElement(Names.descriptor(block));
        if (descriptor != null) {
            return Optional.of(InterfaceReader.descriptor(descriptor, block));
        }
        problems.report(
                ProblemCode.NOT_A_BLOCK,
                "The block was compiled without Lanewise's processor. '" + name + "' is a class file without "
                        + Names.descriptor(block) + " beside it. Compile it again with the processor.",
                where);
        return Optional.empty();
    }

    /** A block that is compiled in this run: its declaration is read from source. */
    public void announce(TypeElement block) {
        blocksOfThisRun.add(block.getQualifiedName().toString());
    }

    private static void both(TypeElement type, Problems problems) {
        if (Annotations.has(type, MODEL) && Annotations.has(type, BLOCK)) {
            problems.report(
                    ProblemCode.MODEL_AND_BLOCK,
                    "An interface is a model or a block. '" + type.getSimpleName()
                            + "' has @Model and @Block. Remove one, or apply the block in a model of its own.",
                    Position.at(type));
        }
    }

    private void checkName(ModelName name, AnnotationDecl model, Problems problems) {
        if (!SourceVersion.isIdentifier(name.className()) || SourceVersion.isKeyword(name.className())) {
            problems.report(
                    ProblemCode.CLASS_NAME,
                    "@Model needs the simple name of a class. It was \"" + name.className()
                            + "\". Give a name such as \"DigitNet\".",
                    model.where("value"));
            return;
        }
        if (OWN_TYPES.contains(name.className())) {
            problems.report(
                    ProblemCode.CLASS_NAME,
                    "The generated class uses '" + name.className() + "' within itself. @Model(\"" + name.className()
                            + "\") would hide it. Give another name, such as \"" + name.className() + "Net\".",
                    model.where("value"));
            return;
        }
        for (String simple : List.of(name.className(), name.scalarName(), name.vectorName())) {
            String qualified = Names.qualified(name.packageName(), simple);
            if (taken(qualified, name.interfaceName())) {
                problems.report(
                        ProblemCode.NAME_CLASH,
                        "The generated class needs a name of its own. '" + simple + "' exists already, or another model"
                                + " becomes it. Rename one of them, or write @Model(\"OtherName\").",
                        model.where("value"));
                return;
            }
        }
    }
}

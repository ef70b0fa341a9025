package io.lanewise.processor.read;

import java.util.Arrays;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Whether a model's own module may read the vector module, in this compilation. */
public final class VectorModule {
    private static final String SAMPLE = "jdk.incubator.vector.FloatVector";
    private static final int RUNTIME_LEVEL = 25;

    private VectorModule() {}

    /** Whether generated vector code beside {@code model} would compile. */
    public static boolean isReadable(Elements elements, TypeElement model) {
        ModuleElement module = elements.getModuleOf(model);
        TypeElement found = module == null ? elements.getTypeElement(SAMPLE) : elements.getTypeElement(module, SAMPLE);
        return found != null && SourceVersion.latest().ordinal() >= RUNTIME_LEVEL;
    }

    /** What is wrong, what was found, what to do. */
    public static String advice(Elements elements, TypeElement model) {
        ModuleElement module = elements.getModuleOf(model);
        String found;
        String todo;
        if (SourceVersion.latest().ordinal() < RUNTIME_LEVEL) {
            found = "This compiler is of Java " + SourceVersion.latest().ordinal() + ". ";
            todo = "Compile with JDK 25.";
        } else if (module == null || module.isUnnamed()) {
            found = "The module jdk.incubator.vector is not among those of this compilation. ";
            todo = "Add --add-modules jdk.incubator.vector to the compiler's arguments.";
        } else {
            found = "Module " + module.getQualifiedName() + " does not read jdk.incubator.vector. ";
            todo = "Write \"requires static jdk.incubator.vector;\" in its module-info.java.";
        }
        return "The model is compiled in scalar form only, which is slow. " + found + todo
                + " -Alanewise.vector=off says that this is meant.";
    }

    /** Whether the model asks that a warning of this id be kept back. */
    public static boolean isSuppressed(TypeElement model, String id) {
        SuppressWarnings suppressed = model.getAnnotation(SuppressWarnings.class);
        return suppressed != null && Arrays.asList(suppressed.value()).contains(id);
    }
}

package io.lanewise.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the rooms of the processor, and the annotations, never do. */
@AnalyzeClasses(packages = "io.lanewise.processor", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTests {
    private static final String HOME = "io.lanewise.processor";
    private static final List<String> STAGES =
            List.of("read", "graph", "shape", "lower", "decode", "differentiate", "fuse", "loop", "plan", "emit");

    @ArchTest
    static final ArchRule namesTheRuntimeByTextOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lanewise.runtime..", "io.lanewise.training..")
            .because("the runtime is on the user's class path, not on the processor's");

    @ArchTest
    static final ArchRule readsAnnotationsByTextOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lanewise.annotations..")
            .because("what javac and kapt show is read, never loaded");

    @ArchTest
    static final ArchRule onlyReadSeesTheCompiler = noClasses()
            .that(not(resideInAnyPackage(HOME, HOME + ".read..", HOME + ".emit..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..", "javax.tools..")
            .because("another front end must be able to join after read");

    @ArchTest
    static final ArchRule emitSeesOnlyModifiersOfTheCompiler = noClasses()
            .that()
            .resideInAPackage(HOME + ".emit..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..", "javax.tools..")
                            .and(not(equivalentTo(Modifier.class))))
            .because("emit prints what it is given")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyEmitSeesJavaPoet = noClasses()
            .that(not(resideInAPackage(HOME + ".emit..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.palantir.javapoet..");

    @ArchTest
    static final ArchRule sharedRecordsStandAlone = classes()
            .that()
            .resideInAPackage(HOME + ".ir..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", HOME + ".ir..", HOME + ".problem..");

    @ArchTest
    static final ArchRule layersKnowNoStage = noClasses()
            .that()
            .resideInAnyPackage(HOME + ".layer..", HOME + ".problem..", HOME + ".expression..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(stages("")))
            .because("a layer is one file: shape rule, parameters and primitives");

    @ArchTest
    static final ArchRule onlyTheirRoomNamesLayers = noClasses()
            .that(not(resideInAPackage(HOME + ".layer..")))
            .should()
            .dependOnClassesThat(resideInAPackage(HOME + ".layer..")
                    .and(not(simpleName("Layer")
                            .or(simpleName("Layers"))
                            .or(simpleName("Lowering"))
                            .or(simpleName("Site"))
                            .or(simpleName("Values"))
                            .or(nameMatching(".*\\.package-info")))))
            .because("a new layer must change nothing elsewhere");

    @ArchTest
    static void stagesDoNotKnowEachOther(JavaClasses classes) {
        for (String stage : STAGES) {
            noClasses()
                    .that()
                    .resideInAPackage(HOME + "." + stage + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(stages(stage)))
                    .because("only Pipeline knows the order")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void annotationsAreOnlyWords() {
        JavaClasses annotations = new ClassFileImporter().importPackages("io.lanewise.annotations");
        Assertions.assertFalse(annotations.isEmpty(), "no annotations to judge");
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "io.lanewise.annotations..")
                .check(annotations);
    }

    /** The packages of all stages but one. */
    private static String[] stages(String but) {
        return STAGES.stream()
                .filter(stage -> !stage.equals(but))
                .map(stage -> HOME + "." + stage + "..")
                .toArray(String[]::new);
    }
}

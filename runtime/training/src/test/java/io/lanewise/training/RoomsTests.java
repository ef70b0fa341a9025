package io.lanewise.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rooms of training never do. */
@AnalyzeClasses(packages = "io.lanewise.training", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTests {
    private static final List<String> RULES =
            List.of("io.lanewise.training.metric", "io.lanewise.training.optimizer", "io.lanewise.training.schedule");

    @ArchTest
    static final ArchRule standsOnTheRuntimeAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.lanewise.training..", "io.lanewise.runtime..", "java..", "org.jspecify.annotations..")
            .because("it brings the runtime and nothing else: no annotations, no processor, no vectors, no library");

    @ArchTest
    static final ArchRule doesNotReflect = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .because("nothing is found by reflection");

    @ArchTest
    static final ArchRule logsThroughThePlatform = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("System.Logger lets the user choose");

    @ArchTest
    static final ArchRule holdsNothingForAThread = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class)
            .because("what a training needs belongs to it");

    @ArchTest
    static final ArchRule rulesKnowNoTrainer = noClasses()
            .that()
            .resideInAnyPackage(RULES.toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lanewise.training", "io.lanewise.training.search")
            .because("optimizers, schedules and metrics serve a loop of one's own as well");

    @Test
    void theRoomsAreFound() {
        for (String room : RULES) {
            assertTrue(new ClassFileImporter().importPackages(room).size() > 0, "no classes to judge in " + room);
        }
    }
}

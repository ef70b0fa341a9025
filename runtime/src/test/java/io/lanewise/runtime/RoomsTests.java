package io.lanewise.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the rooms of the runtime never do. */
@AnalyzeClasses(packages = "io.lanewise.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTests {
    private static final String[] ALLOWED_OUTSIDE_ITSELF = {
        "java..", "org.jspecify.annotations..", "jdk.incubator.vector.."
    };

    @ArchTest
    static final ArchRule standsAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(concat("io.lanewise.runtime..", ALLOWED_OUTSIDE_ITSELF))
            .because("the runtime is one lean jar: no annotations, no processor, no training, no library");

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
    static final ArchRule oneRoomHasVectors = noClasses()
            .that()
            .resideOutsideOfPackage("io.lanewise.runtime.kernel.vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..")
            .because("all else must load without the vector module");

    @ArchTest
    static final ArchRule holdsNothingForAThread = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class)
            .because("scratch comes from a fixed array of slots");

    @ArchTest
    static final ArchRule kernelsAreTheLowestRoom = noClasses()
            .that()
            .resideInAPackage("io.lanewise.runtime.kernel..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.lanewise.runtime..")
                    .and(not(resideInAPackage("io.lanewise.runtime.kernel.."))))
            .because("a kernel knows arrays, not models");

    @ArchTest
    static final ArchRule kernelsRoundAlike = noClasses()
            .that()
            .resideInAPackage("io.lanewise.runtime.kernel..")
            .should()
            .callMethod(Math.class, "exp", double.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "tanh", double.class)
            .because("these may differ from platform to platform");

    @Test
    void theRoomsAreFound() {
        Assertions.assertTrue(
                new ClassFileImporter()
                                .importPackages("io.lanewise.runtime.kernel.vector")
                                .size()
                        > 0,
                "no classes to judge");
    }

    private static String[] concat(String first, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}

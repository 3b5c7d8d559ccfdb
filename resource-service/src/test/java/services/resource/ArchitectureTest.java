package services.resource;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final String ROOT = "services.resource";

    /** Who may use whom. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "", Set.of("data"),
            "data", Set.of("tokenvalidation", "error"),
            "operations", Set.of("tokenvalidation", "authservice"),
            "tokenvalidation", Set.of("authservice", "error"),
            "authservice", Set.of(),
            "error", Set.of());

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesUseOneAnotherOnlyAlongTheArrows() {
        Set<String> seen = new HashSet<>();
        for (JavaClass origin : CLASSES) {
            seen.add(feature(origin));
            origin.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isOurs(dependency.getTargetClass()))
                    .filter(dependency -> !feature(dependency.getTargetClass()).equals(feature(origin)))
                    .forEach(dependency -> assertThat(ARROWS.get(feature(origin)))
                            .as(dependency.getDescription())
                            .contains(feature(dependency.getTargetClass())));
        }
        assertThat(seen).isEqualTo(ARROWS.keySet());
        assertThat(CLASSES.size()).isGreaterThan(40);
    }

    @Test
    void httpAnnotationsStandOnlyOnControllersFiltersHandlersAndClients() {
        noClasses()
                .that(describe(
                        "have another role",
                        type -> !type.getSimpleName().matches(".*(Controller|Filter|Handler|Client)|.*\\$.*")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micronaut.http.annotation")
                .check(CLASSES);
    }

    @Test
    void onlyRepositoriesSpeakSqlThroughMicronautData() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .and(describe(
                        "use Micronaut Data's repositories",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> dependency
                                        .getTargetClass()
                                        .getPackageName()
                                        .startsWith("io.micronaut.data.jdbc"))))
                .should()
                .haveNameMatching(".*Repository.*")
                .check(CLASSES);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    private static String feature(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }
}

package services.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows of ARCHITECTURE.md: what is not in this table does not build. */
class ArchitectureTest {

    private static final String ROOT = "services.auth";

    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            // entry features
            arrows("registration", "user", "error", "audit", "clientaddress", "emailconfirmation", "mail", "password"),
            arrows("login", "session", "user", "token", "throttling", "clientaddress", "error", "audit", "masterkey"),
            arrows("refresh", "session", "error"),
            arrows("logout", "authentication", "session"),
            arrows("validation", "apikey", "session", "token", "error"),
            arrows(
                    "account",
                    "authentication",
                    "apikey",
                    "emailconfirmation",
                    "password",
                    "session",
                    "user",
                    "token",
                    "audit",
                    "mail",
                    "throttling",
                    "clientaddress",
                    "paging",
                    "request",
                    "error"),
            arrows(
                    "administration",
                    "authentication",
                    "password",
                    "session",
                    "user",
                    "token",
                    "audit",
                    "paging",
                    "request",
                    "error"),
            arrows("oauth2.grant", "oauth2.client", "token", "audit", "error"),
            arrows("oauth2.discovery", "token"),
            arrows("keyrotation", "token"),
            arrows("operations", "redis"),
            arrows("emailconfirmation", "onetimecode", "session", "user", "audit", "mail", "redis", "error"),
            arrows("onetimecode", "user", "mail", "throttling", "masterkey", "redis", "error"),
            arrows("password", "session", "user", "audit", "mail", "error"),
            arrows("passwordreset", "onetimecode", "password", "user", "audit", "mail", "clientaddress", "error"),
            arrows("documentation"),
            // who is calling
            arrows("authentication", "apikey", "session", "token", "audit", "clientaddress", "request", "error"),
            // the domain
            arrows("apikey", "session", "user", "token", "audit", "paging", "cleanup"),
            arrows("session", "user", "token", "audit", "paging", "redis", "cleanup", "error"),
            arrows("user", "token", "masterkey", "paging", "cleanup", "schema", "error"),
            arrows("oauth2.client", "token", "schema", "error"),
            arrows("token", "audit", "masterkey", "redis", "cleanup", "schema", "error"),
            // plumbing
            arrows("throttling", "redis", "error", "masterkey"),
            arrows("clientaddress", "error"),
            arrows("cleanup", "error"),
            arrows("mail", "cleanup", "schema", "error"),
            arrows("redis", "error"),
            arrows("schema", "error"),
            arrows("json"),
            arrows("audit", "masterkey", "paging", "error"),
            arrows("masterkey", "error"),
            arrows("request", "error"),
            arrows("paging", "error"),
            arrows("error"),
            // the main class
            arrows("", "audit", "error"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyArrowIsInTheTableAndEveryArrowOfTheTableIsThere() {
        assertThat(CLASSES).hasSizeGreaterThan(80);
        Map<String, Set<String>> seen = new TreeMap<>();
        ARROWS.keySet().forEach(feature -> seen.put(feature, new TreeSet<>()));
        for (JavaClass from : CLASSES) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith(ROOT) && !feature(to).equals(feature(from))) {
                    seen.computeIfAbsent(feature(from), ignored -> new TreeSet<>())
                            .add(feature(to));
                }
            }
        }
        assertThat(seen).isEqualTo(new TreeMap<>(ARROWS));
    }

    @Test
    void jwtLibraryStaysInToken() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".token..", ROOT + ".oauth2.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.nimbusds.jose..", "com.nimbusds.jwt..")
                .check(CLASSES);
    }

    @Test
    void oauthLibraryStaysInOauth2() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".oauth2..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds.oauth2..")
                .check(CLASSES);
    }

    @Test
    void onlyThePasswordHasherKnowsArgon2() {
        classes()
                .that()
                .haveSimpleNameNotEndingWith("PasswordHasher")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("de.mkammerer..")
                .check(CLASSES);
    }

    @Test
    void redisClientStaysInStoresAndInRedis() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .haveSimpleNameNotStartingWith("Redis")
                .and()
                .haveSimpleNameNotContaining("$")
                .and()
                .resideOutsideOfPackage(ROOT + ".redis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .check(CLASSES);
    }

    @Test
    void mailLibrariesStayInMail() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mail..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "io.micronaut.email..", "com.samskivert..")
                .check(CLASSES);
    }

    @Test
    void httpAnnotationsStayAtTheEdge() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Controller|Filter|Handler|Client)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micronaut.http.annotation..")
                .check(CLASSES);
    }

    private static Map.Entry<String, Set<String>> arrows(String from, String... to) {
        return Map.entry(from, new TreeSet<>(Arrays.asList(to)));
    }

    /** The package under services.auth. */
    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    @Test
    void noFolderIsNamedAfterALayer() {
        List<String> layers = List.of("controller", "service", "dto", "util", "common", "impl", "model", "helper");

        assertThat(CLASSES)
                .allSatisfy(
                        type -> assertThat(Arrays.asList(type.getPackageName().split("\\.")))
                                .doesNotContainAnyElementsOf(layers));
    }
}

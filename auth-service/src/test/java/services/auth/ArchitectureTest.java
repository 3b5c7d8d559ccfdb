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
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.Test;
import services.auth.page.AnswersHtml;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows of ARCHITECTURE.md: what is not in this table does not build. */
class ArchitectureTest {

    private static final String ROOT = "services.auth";

    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            // entry features
            arrows(
                    "registration",
                    "user",
                    "error",
                    "audit",
                    "clientaddress",
                    "emailconfirmation",
                    "mail",
                    "page",
                    "password"),
            arrows(
                    "login",
                    "authentication",
                    "session",
                    "user",
                    "token",
                    "throttling",
                    "clientaddress",
                    "page",
                    "error",
                    "audit",
                    "masterkey"),
            arrows("refresh", "session", "error"),
            arrows("logout", "authentication", "session", "user", "page"),
            arrows("validation", "apikey", "session", "token", "json", "error", "oauth2.binding", "oauth2.dpop"),
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
                    "oauth2.consent",
                    "page",
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
            arrows(
                    "oauth2.authorization",
                    "token",
                    "authentication",
                    "clientaddress",
                    "oauth2.client",
                    "oauth2.code",
                    "oauth2.consent",
                    "oauth2.request",
                    "page",
                    "session",
                    "user",
                    "error"),
            arrows(
                    "clientadministration",
                    "authentication",
                    "oauth2.client",
                    "oauth2.message",
                    "user",
                    "token",
                    "audit",
                    "paging",
                    "request",
                    "error"),
            arrows(
                    "oauth2.registration",
                    "oauth2.client",
                    "oauth2.message",
                    "token",
                    "throttling",
                    "clientaddress",
                    "error"),
            arrows(
                    "oauth2.grant",
                    "oauth2.client",
                    "oauth2.message",
                    "token",
                    "audit",
                    "oauth2.code",
                    "oauth2.dpop",
                    "session",
                    "oauth2.claims",
                    "user"),
            arrows("oauth2.par", "oauth2.client", "oauth2.message", "oauth2.request", "oauth2.dpop", "token"),
            arrows(
                    "oauth2.device",
                    "oauth2.client",
                    "oauth2.code",
                    "oauth2.message",
                    "authentication",
                    "clientaddress",
                    "error",
                    "oauth2.consent",
                    "page",
                    "session",
                    "throttling",
                    "token",
                    "user"),
            arrows("oauth2.discovery", "oauth2.claims", "oauth2.message", "tls", "token", "error"),
            arrows(
                    "oauth2.userinfo",
                    "authentication",
                    "oauth2.binding",
                    "oauth2.claims",
                    "oauth2.client",
                    "oauth2.message",
                    "session",
                    "user",
                    "token",
                    "error"),
            arrows("oauth2.introspection", "oauth2.client", "oauth2.message", "session", "user", "token"),
            arrows("oauth2.revocation", "oauth2.client", "oauth2.message", "session", "token"),
            arrows(
                    "oauth2.endsession",
                    "authentication",
                    "oauth2.client",
                    "oauth2.message",
                    "page",
                    "session",
                    "user",
                    "token"),
            arrows(
                    "oauth2.backchannellogout",
                    "oauth2.client",
                    "oauth2.message",
                    "session",
                    "token",
                    "outbound",
                    "outbox",
                    "cleanup",
                    "schema",
                    "error"),
            arrows("keyrotation", "token"),
            arrows("operations", "redis"),
            arrows("emailconfirmation", "onetimecode", "session", "user", "audit", "mail", "redis"),
            arrows("onetimecode", "user", "mail", "throttling", "masterkey", "redis", "error"),
            arrows("password", "session", "user", "audit", "mail", "error"),
            arrows(
                    "passwordreset",
                    "onetimecode",
                    "password",
                    "user",
                    "audit",
                    "mail",
                    "page",
                    "clientaddress",
                    "error"),
            arrows("documentation"),
            // who is calling
            arrows(
                    "authentication",
                    "apikey",
                    "session",
                    "token",
                    "oauth2.binding",
                    "oauth2.dpop",
                    "audit",
                    "clientaddress",
                    "tls",
                    "request",
                    "error"),
            // the domain
            arrows("apikey", "session", "user", "token", "audit", "paging", "cleanup"),
            arrows("session", "user", "token", "audit", "paging", "redis", "cleanup", "error"),
            arrows("user", "token", "masterkey", "paging", "cleanup", "schema", "error"),
            arrows(
                    "oauth2.client",
                    "oauth2.message",
                    "session",
                    "token",
                    "audit",
                    "outbound",
                    "tls",
                    "throttling",
                    "clientaddress",
                    "paging",
                    "redis",
                    "cleanup",
                    "schema",
                    "error"),
            arrows("oauth2.request", "oauth2.client", "oauth2.message", "redis", "token", "oauth2.claims", "outbound"),
            arrows("oauth2.dpop", "error", "masterkey", "oauth2.message", "redis", "token"),
            arrows("oauth2.consent", "audit", "oauth2.client", "paging", "session", "token", "page"),
            arrows("oauth2.code", "masterkey", "redis", "token"),
            arrows("oauth2.binding", "oauth2.dpop", "token"),
            arrows("oauth2.claims", "user", "token"),
            arrows("token", "audit", "masterkey", "redis", "cleanup", "schema", "error"),
            // plumbing
            arrows("throttling", "redis", "error", "masterkey"),
            arrows("page", "mail", "masterkey", "request", "error"),
            arrows("oauth2.message", "tls", "error"),
            arrows("outbox", "error"),
            arrows("outbound", "clientaddress", "error"),
            arrows("tls", "clientaddress", "error"),
            arrows("clientaddress", "error"),
            arrows("cleanup", "error"),
            arrows("mail", "outbox", "cleanup", "schema", "error"),
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
    void jwtLibraryStaysInTokenAndOauth2() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".token..", ROOT + ".oauth2..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.nimbusds.jose..", "com.nimbusds.jwt..")
                .check(CLASSES);
    }

    @Test
    void oauthLibraryStaysInOauth2() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".oauth2..", ROOT + ".clientadministration..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds.oauth2..")
                .check(CLASSES);
    }

    @Test
    void onlyThePasswordHasherKnowsArgon2() {
        classes()
                .that()
                .haveNameNotMatching(".*\\.PasswordHasher(\\$.*)?")
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
    void templateEngineStaysInPage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".page..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pebbletemplates..")
                .check(CLASSES);
    }

    @Test
    void everyPageControllerIsGuardedAsOne() {
        classes()
                .that()
                .haveSimpleNameEndingWith("PageController")
                .should()
                .beAnnotatedWith(AnswersHtml.class)
                .andShould()
                .beAnnotatedWith(Hidden.class)
                .check(CLASSES);
        classes()
                .that()
                .areAnnotatedWith(AnswersHtml.class)
                .should()
                .beAnnotatedWith(Hidden.class)
                .check(CLASSES);
    }

    @Test
    void httpClientStaysInOutbound() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".outbound..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(CLASSES);
    }

    @Test
    void httpAnnotationsStayAtTheEdge() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Controller|Filter|Handler|Reader|Client)(\\$.*)?")
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

package services.resource.tokenvalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BearerChainTest {

    private final List<String> passed = new ArrayList<>();

    @Test
    void linksAreAskedInTheirOrderUntilOneDecides() {
        Link.Step last = walk(handOn("first"), admit("second"), handOn("third"));
        assertThat(last).isInstanceOf(Link.Step.Admit.class);
        assertThat(passed).containsExactly("first", "second");
    }

    @Test
    void refusalEndsTheChain() {
        Link refuse = passage -> new Link.Step.Refuse(Refusal.tokenRequired()).now();
        assertThat(walk(refuse, admit("never"))).isInstanceOf(Link.Step.Refuse.class);
        assertThat(passed).isEmpty();
    }

    @Test
    void whatNoLinkAdmitsIsRefused() {
        Link.Step last = walk(handOn("first"));
        assertThat(((Link.Step.Refuse) last).refusal().response().code()).isEqualTo(403);
    }

    @Test
    void routeWithoutARuleIsClosed() {
        Link.Step step = step(new OpenRoute(), new AccessRule.Undeclared(), Set.of());
        assertThat(((Link.Step.Refuse) step).refusal().response().code()).isEqualTo(403);
    }

    @Test
    void openRouteNeedsNoToken() {
        assertThat(step(new OpenRoute(), new AccessRule.Open(), Set.of())).isInstanceOf(Link.Step.Admit.class);
    }

    @Test
    void scopedRouteIsHandedOn() {
        assertThat(step(new OpenRoute(), new AccessRule.Scope("data:read"), Set.of()))
                .isInstanceOf(Link.Step.HandOn.class);
    }

    @Test
    void tokenWithTheScopeIsAdmitted() {
        assertThat(step(new CheckScope(), new AccessRule.Scope("data:read"), Set.of("data:read", "other")))
                .isInstanceOf(Link.Step.Admit.class);
    }

    @Test
    void tokenWithoutTheScopeIsToldWhichOneItNeeds() {
        Link.Step step = step(new CheckScope(), new AccessRule.Scope("data:write"), Set.of("data:read", "data:writer"));
        Refusal refusal = ((Link.Step.Refuse) step).refusal();
        assertThat(refusal.response().code()).isEqualTo(403);
        assertThat(refusal.response().getHeaders().get("WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"", "scope=\"data:write\"");
    }

    private Link.Step walk(Link... links) {
        return new BearerChain(List.of(links))
                .walk(Passage.begin(HttpRequest.GET("/"), Optional.empty()))
                .toCompletableFuture()
                .join();
    }

    private static Link.Step step(Link link, AccessRule rule, Set<String> scopes) {
        Passage passage =
                Passage.begin(HttpRequest.GET("/"), Optional.of(rule)).withDetails(new TokenDetails("alice", scopes));
        return link.handle(passage).toCompletableFuture().join();
    }

    private Link handOn(String name) {
        return passage -> {
            passed.add(name);
            return new Link.Step.HandOn(passage).now();
        };
    }

    private Link admit(String name) {
        return passage -> {
            passed.add(name);
            return new Link.Step.Admit(passage).now();
        };
    }
}

package services.auth.authentication;

import java.util.Collection;
import java.util.Optional;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.config.SecurityConfiguration;
import io.micronaut.security.context.ServerRequestContextSecurityContextSupplier;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import org.reactivestreams.Publisher;
import reactor.core.Fuseable;

/**
 * Micronaut's filter, which for each request assembles a chain of publishers of all who might know the caller and of all rules, and waits
 * for it. Resource servers, with whom most requests come, are known at once and so is whether they may: for them it asks the same rules in
 * their order, and goes on. Everybody else, and whoever is refused, takes Micronaut's way.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
@Replaces(SecurityFilter.class)
class PromptSecurityFilter extends SecurityFilter {

    private final BearerTokenAuthentication bearerTokens;

    PromptSecurityFilter(
            Collection<SecurityRule<HttpRequest<?>>> rules,
            Collection<AuthenticationFetcher<HttpRequest<?>>> fetchers,
            SecurityConfiguration configuration,
            BearerTokenAuthentication bearerTokens) {
        super(rules, fetchers, configuration);
        this.bearerTokens = bearerTokens;
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
        Optional<Authentication> client =
                bearerTokens.clientAtOnce(request).filter(known -> isAllowedAtOnce(request, known));
        if (client.isEmpty()) {
            return super.doFilter(request, chain);
        }
        request.setAttribute(KEY, true);
        ServerRequestContextSecurityContextSupplier.getSecurityContext(request).withAuthentication(client.get());
        return chain.proceed(request);
    }

    /** By the first rule that has an opinion, as {@link #checkRules} has it. */
    private boolean isAllowedAtOnce(HttpRequest<?> request, Authentication client) {
        for (SecurityRule<HttpRequest<?>> rule : securityRules) {
            Optional<SecurityRuleResult> result = atOnce(rule.check(request, client));
            if (result.isEmpty()) {
                return false;
            }
            if (result.get() != SecurityRuleResult.UNKNOWN) {
                return result.get() == SecurityRuleResult.ALLOWED;
            }
        }
        return false;
    }

    /** What it publishes, if that is there without waiting for it. */
    private static Optional<SecurityRuleResult> atOnce(Publisher<SecurityRuleResult> result) {
        try {
            return result instanceof Fuseable.ScalarCallable<?> known
                    ? Optional.ofNullable((SecurityRuleResult) known.call())
                    : Optional.empty();
        } catch (Exception refused) {
            return Optional.empty();
        }
    }
}

package services.resource.tokenvalidation;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

/** Admits the bearer whose token carries the scope that the route requires. */
@Singleton
final class CheckScope implements Link {

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        if (passage.rule().orElseThrow() instanceof AccessRule.Scope scope) {
            return passage.details().orElseThrow().covers(scope.name())
                    ? new Step.Admit(passage).now()
                    : new Step.Refuse(Refusal.insufficientScope(passage.scheme(), scope.name())).now();
        }
        return new Step.HandOn(passage).now();
    }
}

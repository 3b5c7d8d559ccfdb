package services.resource.tokenvalidation;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

/** Lets through what needs no token, and stops what nobody may call. */
@Singleton
final class OpenRoute implements Link {

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        if (passage.rule().isEmpty()) {
            // no route: behind this door is only the server's own 404, 405 or 415
            return new Step.Admit(passage).now();
        }
        Step step = switch (passage.rule().get()) {
            case AccessRule.Open open -> new Step.Admit(passage);
            case AccessRule.Scope scope -> new Step.HandOn(passage);
            case AccessRule.Undeclared undeclared -> new Step.Refuse(Refusal.closed());
        };
        return step.now();
    }
}

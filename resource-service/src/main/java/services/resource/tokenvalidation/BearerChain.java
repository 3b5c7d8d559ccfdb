package services.resource.tokenvalidation;

import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The links in their order. A new one is added here and touches no other. */
@Singleton
final class BearerChain {

    private final List<Link> links;

    @Inject
    BearerChain(
            OpenRoute openRoute,
            ReadToken readToken,
            ReadProof readProof,
            ReadCertificate readCertificate,
            AskAuthService askAuthService,
            CheckScope checkScope) {
        this(List.of(openRoute, readToken, readProof, readCertificate, askAuthService, checkScope));
    }

    BearerChain(List<Link> links) {
        this.links = links;
    }

    CompletionStage<Link.Step> walk(Passage passage) {
        CompletionStage<Link.Step> step = new Link.Step.HandOn(passage).now();
        for (Link link : links) {
            step = step.thenCompose(
                    before -> before instanceof Link.Step.HandOn on ? link.handle(on.passage()) : before.now());
        }
        // deny by default: what no link has admitted does not pass
        return step.thenApply(last -> last instanceof Link.Step.HandOn ? new Link.Step.Refuse(Refusal.closed()) : last);
    }
}

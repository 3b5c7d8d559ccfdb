package services.resource.tokenvalidation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One link of the chain: answers the request itself, or hands it on to the next link. */
interface Link {

    CompletionStage<Step> handle(Passage passage);

    /** What a link has decided. */
    sealed interface Step {

        /** The next link decides. */
        record HandOn(Passage passage) implements Step {}

        /** The request may reach its controller. */
        record Admit(Passage passage) implements Step {}

        /** The caller gets this refusal. */
        record Refuse(Refusal refusal) implements Step {}

        default CompletionStage<Step> now() {
            return CompletableFuture.completedFuture(this);
        }
    }
}

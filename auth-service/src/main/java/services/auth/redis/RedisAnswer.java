package services.auth.redis;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import services.auth.error.UnavailableException;

/** What a script returned: strings and integers, in the order in which the script names them. */
public record RedisAnswer(List<Object> values) {

    public String text(int index) {
        return values.get(index).toString();
    }

    public long number(int index) {
        return Long.parseLong(text(index));
    }

    /**
     * Waits for an answer.
     *
     * @throws UnavailableException when Redis gives none
     */
    public static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw new UnavailableException("What is asked for is in Redis, which cannot be asked", failure);
        }
    }
}

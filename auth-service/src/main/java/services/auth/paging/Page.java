package services.auth.paging;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to send as {@code after} for the page behind this one; null when this is the last
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Makes a page of what was found, asked for with {@link PageQuery#oneMore}.
     *
     * @param id the key of an item, by which the next page finds on
     */
    public static <T> Page<T> of(List<T> found, PageQuery query, Function<T, UUID> id) {
        if (found.size() <= query.limit()) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, query.limit());
        return new Page<>(items, id.apply(items.getLast()).toString());
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}

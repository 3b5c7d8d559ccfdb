package services.resource.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;

/** How {@code limit} of a {@link PageQuery} is described. */
@Parameter(
        description = "how many items at most",
        schema =
                @Schema(
                        type = "integer",
                        minimum = "1",
                        maximum = "" + PageQuery.MAX_LIMIT,
                        defaultValue = "" + PageQuery.DEFAULT_LIMIT))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.PARAMETER)
@interface Limit {}

package services.auth.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import services.description.Refuses;

/** What a route reads and refuses that looks at {@code If-Match}, see {@link Precondition}. */
@Parameter(
        name = "If-Match",
        in = ParameterIn.HEADER,
        description = "The `ETag` of what is to be changed: it is changed only if nobody has changed it since.",
        schema = @Schema(type = "string"))
@Refuses(
        status = 412,
        code = "precondition_failed",
        when = "`If-Match` names another version: it was changed since it was read.")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface RefusesStaleChanges {}

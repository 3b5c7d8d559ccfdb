package services.auth.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import services.description.Refuses;

/** What a route refuses that looks at {@code If-Match}, see {@link Precondition}. */
@Refuses(
        status = 412,
        code = "precondition_failed",
        when = "`If-Match` names another version: it was changed since it was read.")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface RefusesStaleChanges {}

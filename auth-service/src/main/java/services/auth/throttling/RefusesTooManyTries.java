package services.auth.throttling;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import services.description.Refuses;

/** What a route refuses that is throttled. */
@Refuses(status = 429, code = "too_many_requests", when = "There were too many attempts.")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface RefusesTooManyTries {}

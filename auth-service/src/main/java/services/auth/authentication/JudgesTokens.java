package services.auth.authentication;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller that judges the tokens of its requests by itself, as it takes them in other ways too. They are not looked at before: a
 * token that is good for one use would be spent.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface JudgesTokens {}

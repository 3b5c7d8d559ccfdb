package services.description;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route answers, where its return type does not tell. Without one it is 200 with the return type. */
@Documented
@Repeatable(Answers.All.class)
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Answers {

    int status() default 200;

    String mediaType() default "application/json";

    /** The body is written like one of these; none for no body. */
    Class<?>[] with() default {};

    /** Headers that the answer always has. */
    String[] headers() default {};

    @Documented
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface All {
        Answers[] value();
    }
}

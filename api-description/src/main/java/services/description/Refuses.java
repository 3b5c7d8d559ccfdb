package services.description;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A problem (RFC 9457) that a route may answer, beside the {@link CommonRefusals}. On an annotation: every route that has it. */
@Documented
@Repeatable(Refuses.All.class)
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Refuses {

    int status();

    /** What programs may branch on; never changes. */
    String code();

    /** A sentence. */
    String when();

    @Documented
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface All {
        Refuses[] value();
    }
}

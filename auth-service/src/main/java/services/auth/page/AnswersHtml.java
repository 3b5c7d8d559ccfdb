package services.auth.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller whose routes answer with pages: what goes wrong there is told by a page too, and a form is taken only from a page of this
 * service, see {@link PageFilter}. Each path that takes a form also shows a page on GET.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AnswersHtml {

    /** Whether other sites may send forms there too, told at the one route: then it is nobody's doing, and no more than a link to there. */
    boolean takesFormsFromElsewhere() default false;
}

package services.auth.user;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Looks at what is {@link WellFormed}; what is absent is. */
@Singleton
class WellFormedValidator implements ConstraintValidator<WellFormed, String> {

    @Override
    public boolean isValid(
            @Nullable String value, AnnotationValue<WellFormed> wanted, ConstraintValidatorContext context) {
        return value == null
                || wanted.enumValue(WellFormed.Form.class).orElseThrow().matches(value);
    }
}

package services.resource.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/** How content is described. */
@Schema(
        anyOf = {AnyJson.ObjectOrNull.class, List.class, String.class, BigDecimal.class, Boolean.class},
        example = "{\"anything\":\"you like\"}")
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@interface AnyJson {

    /** OpenAPI 3.0 has no type for null: it is a value of another. */
    @Schema(name = "JsonObject", nullable = true)
    interface ObjectOrNull {}
}

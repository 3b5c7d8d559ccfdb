package services.resource.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;

/** How {@code after} of a {@link PageQuery} is described. */
@Parameter(description = "`next` of the page before; absent for the first page", schema = @Schema(type = "string"))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.PARAMETER)
@interface After {}

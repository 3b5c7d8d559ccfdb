package services.auth.administration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;

/** What is changed of a role; what is absent stays. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record RolePatch(
        @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String description,

        @Nullable @Size(max = 100)
        List<@NotNull @Pattern(regexp = Scope.TOKEN, message = Scope.TOKEN_MESSAGE) String> scopes) {}

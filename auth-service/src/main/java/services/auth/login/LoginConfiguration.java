package services.auth.login;

import java.util.List;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param clients the apps of one's own that name themselves at {@code /login}, each as {@code client_id:flavour}
 */
@Context
@ConfigurationProperties("auth-service.login")
record LoginConfiguration(@Bindable(defaultValue = "") List<String> clients) {}

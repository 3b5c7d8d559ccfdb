package services.auth.page;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import services.auth.error.StartException;

/**
 * How the pages look like the owner's own.
 *
 * @param name at the top of each page and in its title
 * @param logo an https address, or a file of type .svg or .png; empty for none
 * @param colour of buttons and links, like {@code 1d4ed8}
 */
@Context
@ConfigurationProperties("auth-service.page")
record PageConfiguration(
        String name, @Bindable(defaultValue = "") String logo, String colour) {

    private static final int LONGEST_NAME = 64;

    PageConfiguration {
        name = name.strip();
        logo = logo.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new StartException(
                    "AUTH_SERVICE_PAGE_NAME must be a name of at most " + LONGEST_NAME + " characters");
        }
        if (Colour.find(colour).isEmpty()) {
            throw new StartException("AUTH_SERVICE_PAGE_COLOUR must be like 1d4ed8; this one is not: " + colour);
        }
    }

    Colour accent() {
        return Colour.find(colour).orElseThrow();
    }
}

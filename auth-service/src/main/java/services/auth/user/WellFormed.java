package services.auth.user;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/** The value of a claim has the form that OpenID Connect Core 1.0 section 5.1 gives it. */
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@interface WellFormed {

    Form value();

    /** What a refusal says of a value that is not. */
    String message() default "is not of the form that OpenID Connect Core 1.0 section 5.1 gives it";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** A form of values. */
    enum Form {
        /** An absolute address of the web. */
        WEB_ADDRESS(Form::isWebAddress),

        /** ISO 8601-1: a day, a year alone, or a day of the year 0000 where the year is not told. */
        BIRTHDATE(Form::isBirthdate),

        /** A name in the IANA time zone database. */
        TIME_ZONE(text -> ZoneId.getAvailableZoneIds().contains(text)),

        /** E.164. */
        PHONE_NUMBER(Pattern.compile("\\+[1-9][0-9]{4,14}").asMatchPredicate());

        private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
        private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

        private final Predicate<String> matches;

        Form(Predicate<String> matches) {
            this.matches = matches;
        }

        boolean matches(String text) {
            return matches.test(text);
        }

        private static boolean isWebAddress(String text) {
            try {
                URI uri = URI.create(text);
                // another scheme, javascript say, would be run by whoever makes a link of it
                return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                        && uri.getHost() != null;
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }

        private static boolean isBirthdate(String text) {
            try {
                return YEAR.matcher(text).matches()
                        || DAY.matcher(text).matches()
                                && LocalDate.parse(text).toString().equals(text);
            } catch (DateTimeException noSuchDay) {
                return false;
            }
        }
    }
}

package services.auth.mail;

import java.util.Locale;

/** A mail that can be written: its texts are {@code mail/<name>.<language>.txt} and {@code .html} on the class path. */
public enum MailTemplate {

    /** To whom an account was made for; wants {@code username}, {@code code}, {@code minutes}. */
    EMAIL_CONFIRMATION,

    /** To an address that has an account, when somebody registers with it again; wants nothing, and names no account. */
    ACCOUNT_EXISTS,

    /** To who forgot a password; wants {@code code}, {@code minutes}. */
    PASSWORD_RESET,

    /** After a password was changed; wants {@code username}, {@code time} (an instant), {@code address} (of the client). */
    PASSWORD_CHANGED,

    /** To the address that the account had before; wants {@code username}, {@code time} (an instant), {@code address}. */
    EMAIL_CHANGED;

    /** As it stands in file names. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

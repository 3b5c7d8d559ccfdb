package services.auth.password;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import services.description.Refuses;

/** What a route refuses that takes a new password, see {@link PasswordPolicy}. */
@Refuses(status = 400, code = "password_length", when = "The password has not 8 to 128 characters.")
@Refuses(status = 400, code = "password_common", when = "The password is one of those that are used most.")
@Refuses(status = 400, code = "password_about_user", when = "The password is the username or the e-mail address.")
@Refuses(status = 400, code = "password_breached", when = "The password is in a list of stolen ones.")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface RefusesBadPasswords {}

/**
 * Mails to users. A feature puts what a mail is about into the {@link services.auth.mail.MailQueue}, in its own transaction, and
 * writes the mail when it is about to be sent ({@link services.auth.mail.MailWriter}), from the templates under {@code mail} on
 * the class path ({@link services.auth.mail.Mails}). Who is written to, about what and how often, is up to the features.
 */
@NullMarked
package services.auth.mail;

import org.jspecify.annotations.NullMarked;

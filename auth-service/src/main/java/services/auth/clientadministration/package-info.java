/**
 * {@code /clients}: OAuth clients, for administrators. What may be registered of one is said by oauth2.client; clients that register
 * themselves do so at oauth2.registration.
 */
@NullMarked
package services.auth.clientadministration;

import org.jspecify.annotations.NullMarked;

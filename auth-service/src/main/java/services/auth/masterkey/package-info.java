/** The one key that an installation is given, and what is derived from it. It never leaves this package but to encrypt other keys. */
@NullMarked
package services.auth.masterkey;

import org.jspecify.annotations.NullMarked;

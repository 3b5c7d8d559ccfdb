/**
 * TLS of the listeners: the certificate of this service, read again when its files change, and whether clients are asked for one of
 * theirs. What a client's certificate proves is the business of whoever asks for it.
 */
@NullMarked
package services.resource.tls;

import org.jspecify.annotations.NullMarked;

/**
 * TLS of the listeners: the certificate of this service, read again when its files change, and the certificates that clients
 * show, to the listener itself or to a trusted proxy. What a certificate proves is the business of whoever asks for it.
 */
@NullMarked
package services.auth.tls;

import org.jspecify.annotations.NullMarked;

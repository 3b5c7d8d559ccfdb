package services.auth.outbound;

import java.net.UnknownHostException;

/** A host has no address that may be asked. */
final class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host) {
        super(host + " has an address that is not public: AUTH_SERVICE_OUTBOUND_ALLOW allows such ones");
    }
}

package services.resource.tls;

/** The certificate of the listeners cannot be used; the message names the settings. */
public final class UnusableCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCertificateException(Exception reason) {
        super(
                "RESOURCE_SERVICE_TLS_CERTIFICATE_PATH and RESOURCE_SERVICE_TLS_KEY_PATH must name PEM files that belong"
                        + " together: " + reason.getMessage(),
                reason);
    }
}

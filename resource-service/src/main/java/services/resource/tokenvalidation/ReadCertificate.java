package services.resource.tokenvalidation;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

/** Takes the thumbprint of the certificate that the client showed, to which its token may be bound (RFC 8705 §3). */
@Singleton
final class ReadCertificate implements Link {

    private final ClientCertificates certificates;

    ReadCertificate(ClientCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public CompletionStage<Step> handle(Passage passage) {
        PresentedToken token = passage.token().orElseThrow();
        return new Step.HandOn(certificates
                        .findThumbprint(passage.request())
                        .map(thumbprint -> passage.withToken(token.withCertificate(thumbprint)))
                        .orElse(passage))
                .now();
    }
}

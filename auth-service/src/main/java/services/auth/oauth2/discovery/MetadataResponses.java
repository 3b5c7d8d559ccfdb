package services.auth.oauth2.discovery;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Answers with the metadata, or that they are what the client has already (RFC 9110 section 13.1.2). */
@Singleton
class MetadataResponses {

    private static final String KEPT = "public, max-age=300";

    private final ProviderMetadata metadata;

    MetadataResponses(ProviderMetadata metadata) {
        this.metadata = metadata;
    }

    HttpResponse<String> answer(HttpRequest<?> request) {
        boolean isKnown = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .anyMatch(tags -> tags.contains(metadata.tag()) || tags.strip().equals("*"));
        MutableHttpResponse<String> response = isKnown ? HttpResponse.notModified() : HttpResponse.ok(metadata.json());
        return response.header(HttpHeaders.CACHE_CONTROL, KEPT).header(HttpHeaders.ETAG, metadata.tag());
    }
}

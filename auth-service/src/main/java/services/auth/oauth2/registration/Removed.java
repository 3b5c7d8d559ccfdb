package services.auth.oauth2.registration;

import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** The answer to a client that removed itself (RFC 7592 section 2.3). */
record Removed() implements Response {

    @Override
    public boolean indicatesSuccess() {
        return true;
    }

    @Override
    public HTTPResponse toHTTPResponse() {
        HTTPResponse response = new HTTPResponse(204);
        response.setCacheControl("no-store");
        return response;
    }
}

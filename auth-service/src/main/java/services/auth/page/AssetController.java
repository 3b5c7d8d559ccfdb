package services.auth.page;

import java.util.Optional;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code GET /assets/{hash}/{name}}: style and images of the pages. */
@Controller("/assets")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class AssetController {

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final Brand brand;

    AssetController(Brand brand) {
        this.brand = brand;
    }

    @Get(value = "/{hash}/{name}", produces = MediaType.ALL)
    Optional<HttpResponse<byte[]>> asset(String hash, String name) {
        return brand.asset(name).map(asset -> response(asset, hash));
    }

    private static HttpResponse<byte[]> response(Asset asset, String hash) {
        // while a new version is rolled out, a page of one instance asks another for what it has not: it gets the next
        // best, for once
        String caching = asset.hash().equals(hash) ? FOR_GOOD : "no-store";
        return HttpResponse.ok(asset.content())
                .contentType(asset.type())
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("X-Content-Type-Options", "nosniff");
    }
}

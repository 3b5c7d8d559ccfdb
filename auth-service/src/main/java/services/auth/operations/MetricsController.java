package services.auth.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** {@code GET /prometheus}: the metrics in Prometheus' text format. Open, but on the internal listener only. */
@Controller(port = "${auth-service.internal-port}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
final class MetricsController {

    private final PrometheusMeterRegistry meters;

    MetricsController(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Get(value = "/prometheus", produces = "text/plain; version=0.0.4; charset=utf-8")
    String scrape() {
        return meters.scrape();
    }
}

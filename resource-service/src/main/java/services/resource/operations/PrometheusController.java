package services.resource.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import services.resource.tokenvalidation.OpenToEveryone;

/** The meters in the text format of Prometheus. */
@Controller(value = "/prometheus", port = "${resource-service.internal-port}")
@OpenToEveryone
@Hidden
class PrometheusController {

    private final PrometheusMeterRegistry meters;

    PrometheusController(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Get(produces = "text/plain; version=0.0.4; charset=utf-8")
    String scrape() {
        return meters.scrape();
    }
}

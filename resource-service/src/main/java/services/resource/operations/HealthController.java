package services.resource.operations;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import services.resource.tokenvalidation.OpenToEveryone;

/** Whether this process lives, and whether it can serve. */
@Controller(value = "/health", port = "${resource-service.internal-port}")
@OpenToEveryone
@Hidden
class HealthController {

    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    @Get("/liveness")
    Health liveness() {
        return Health.of(true);
    }

    @Get("/readiness")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Health> readiness() {
        Health health = readiness.check();
        return health.isUp()
                ? HttpResponse.ok(health)
                : HttpResponse.<Health>status(HttpStatus.SERVICE_UNAVAILABLE).body(health);
    }
}

package services.auth.request;

import java.util.function.Supplier;

import io.micronaut.core.propagation.PropagatedContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdInLogTest {

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void isThereWhileTheRequestIsWorkedOnAndThenNoMore() {
        MDC.put("other", "stays");

        String during = in("first", () -> MDC.get("request_id") + " " + MDC.get("other"));

        assertThat(during).isEqualTo("first stays");
        assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("other");
    }

    @Test
    void requestWithinAnotherGivesItsPlaceBack() {
        String after = in("outer", () -> {
            in("inner", () -> MDC.get("request_id"));
            return MDC.get("request_id");
        });

        assertThat(after).isEqualTo("outer");
    }

    private static String in(String id, Supplier<String> work) {
        return PropagatedContext.getOrEmpty().plus(new RequestIdInLog(id)).propagate(work);
    }
}

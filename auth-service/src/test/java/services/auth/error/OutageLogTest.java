package services.auth.error;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import services.auth.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLogTest {

    private final TestClock clock = new TestClock();
    private final OutageLog log = new OutageLog(clock);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(lines);
    }

    @Test
    void ofAThousandOfOneCauseTheFirstIsToldAndTheOthersAreCounted() {
        tell(1000, "Too many passwords wait to be hashed");
        assertThat(told()).containsExactly("POST /login answered 503: Too many passwords wait to be hashed");

        clock.advance(Duration.ofSeconds(11));
        tell(1, "Too many passwords wait to be hashed");

        assertThat(told())
                .hasSize(2)
                .last()
                .isEqualTo("POST /login answered 503: Too many passwords wait to be hashed (and 999 like it before)");
    }

    @Test
    void anotherCauseIsToldAtOnce() {
        tell(10, "Too many passwords wait to be hashed");
        tell(10, "Redis is not connected");

        assertThat(told()).hasSize(2);
    }

    private void tell(int times, String cause) {
        for (int i = 0; i < times; i++) {
            log.tell("POST /login", new UnavailableException(cause));
        }
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(OutageLog.class);
    }
}

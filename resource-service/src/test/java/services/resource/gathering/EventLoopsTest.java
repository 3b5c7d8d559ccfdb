package services.resource.gathering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.resource.AuthServiceStub;
import services.resource.TestService;

import static org.assertj.core.api.Assertions.assertThat;

class EventLoopsTest {

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final AuthServiceStub authService = AuthServiceStub.started();
    private final ApplicationContext context = TestService.withoutDatabase(authService, Map.of());
    private final EventLoops loops = context.getBean(EventLoops.class);

    @AfterEach
    void stop() {
        context.close();
        authService.close();
    }

    @Test
    void anEventLoopRunsItBehindWhatItHasAtHand() throws Exception {
        EventLoop loop = context.getBean(EventLoopGroupRegistry.class)
                .getDefaultEventLoopGroup()
                .next();
        loop.submit(() -> {
                    loop.execute(() -> done.add("at hand"));
                    loops.runLast(() -> done.add("last"));
                    done.add("now");
                })
                .get();
        loop.submit(() -> done.add("later")).get();

        assertThat(done).containsExactly("now", "at hand", "last", "later");
    }

    @Test
    void anotherThreadRunsItAtOnce() {
        loops.runLast(() -> done.add("last"));

        assertThat(done).containsExactly("last");
    }
}

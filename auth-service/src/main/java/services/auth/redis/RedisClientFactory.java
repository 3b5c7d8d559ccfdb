package services.auth.redis;

import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The client library, told not to reconnect by itself: {@link RedisLink} does that. */
@Factory
final class RedisClientFactory {

    @Singleton
    @Bean(preDestroy = "shutdown")
    ClientResources redisClientResources(EventLoops eventLoops) {
        return ClientResources.builder().eventLoopGroupProvider(eventLoops).build();
    }

    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient redisClient(ClientResources redisClientResources) {
        RedisClient client = new AsynchronousRedisClient(redisClientResources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(1))
                        .keepAlive(true)
                        .build())
                .build());
        return client;
    }
}

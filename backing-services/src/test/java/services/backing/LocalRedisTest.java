package services.backing;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("servers")
class LocalRedisTest extends RedisContract {

    LocalRedisTest(Redis redis) {
        super(redis);
    }

    static Stream<Redis> servers() {
        return AvailableKinds.of(DockerContainer.REDIS_IMAGE)
                .map(kind -> BackingServices.redis(
                        ServerFolder.temporary("redis test"), Map.of(Kind.SETTING, kind.toString())));
    }
}

package services.backing;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("servers")
class LocalPostgresTest extends PostgresContract {

    LocalPostgresTest(Postgres postgres) {
        super(postgres);
    }

    static Stream<Postgres> servers() {
        return AvailableKinds.of(DockerContainer.POSTGRES_IMAGE)
                .map(kind -> BackingServices.postgres(
                        ServerFolder.temporary("postgres test"), Map.of(Kind.SETTING, kind.toString())));
    }
}
